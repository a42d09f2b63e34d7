using Pinpush.Messages.Variables;
using Xunit;

namespace Pinpush.Messages.Tests.Variables;

public sealed class MessageVariableTests
{
    [Theory]
    [InlineData("Address", "token")]
    [InlineData("Id", "ann")]
    [InlineData("ChannelType", "APNS_SANDBOX")]
    [InlineData("OptOut", "NONE")]
    [InlineData("Attributes.sizes", "S")]
    [InlineData("Attributes.sizes.[1]", "M")]
    [InlineData("Attributes.sizes[1]", "M")]
    [InlineData("Attributes.sizes[[1]]", "M")]
    [InlineData("Attributes.sizes[2]", null)]
    [InlineData("Attributes.none", null)]
    [InlineData("Attributes.first name", "Ann")]
    [InlineData("Attributes.[first name]", "Ann")]
    [InlineData("Attributes.[first name].[0]", "Ann")]
    [InlineData("Attributes.[first name].[1]", null)]
    [InlineData("Attributes.[sizes]", "S")]
    [InlineData("Attributes.[sizes].[1]", "M")]
    [InlineData("Attributes.[sizes][1]", "M")]
    [InlineData("Attributes.[]", null)]
    [InlineData("Attributes.a.b", "dotted")]
    [InlineData("Metrics.visits", "3")]
    [InlineData("Metrics.[visits]", "3")]
    [InlineData("Metrics.share", "0.25")]
    [InlineData("Metrics.other", null)]
    [InlineData("Location.City", "Köln")]
    [InlineData("Location.Latitude", "50.9375")]
    [InlineData("Location.Longitude", null)]
    [InlineData("Demographic.Model", null)]
    [InlineData("User.UserId", "u")]
    [InlineData("User.UserAttributes.FirstName", "Ann")]
    [InlineData("User.UserAttributes.[FirstName]", "Ann")]
    [InlineData("user.userid", null)]
    [InlineData("CreationDate", null)]
    [InlineData("anything", null)]
    public void Is_read_from_the_endpoint(string name, string? value) => Assert.Equal(value, MessageVariable.OfEndpoint(name).For(Recipients.Ann));
}
