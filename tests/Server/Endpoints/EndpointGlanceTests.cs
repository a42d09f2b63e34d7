using Pinpush.Contract;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Tests.Endpoints;

public sealed class EndpointGlanceTests
{
    [Fact]
    public void At_ARow_SeesWhoItIsAndWhetherItMayGetAPush()
    {
        var endpoint = new EndpointResponse
        {
            Address = "tok\"en",
            ApplicationId = "app",
            Attributes = new Dictionary<string, IReadOnlyList<string>> { ["Id"] = ["not this one"], ["Address"] = ["nor this"] },
            ChannelType = ChannelType.ApnsSandbox,
            EndpointStatus = EndpointStatus.Inactive,
            Id = "phone",
            OptOut = OptOut.All,
            User = new EndpointUser { UserId = "ann" },
        };

        Assert.Equal(
            new EndpointResponse
            {
                Address = "tok\"en",
                ChannelType = ChannelType.ApnsSandbox,
                EndpointStatus = EndpointStatus.Inactive,
                Id = "phone",
                OptOut = OptOut.All,
            },
            EndpointGlance.At(EndpointRows.Body(endpoint)));
        Assert.Equal(new EndpointResponse { Id = "bare" }, EndpointGlance.At(EndpointRows.Body(new EndpointResponse { Id = "bare" })));
    }
}
