using Pinpush.Contract;

namespace Pinpush.Messages.Tests;

internal static class Recipients
{
    public static EndpointResponse Ann { get; } = new()
    {
        Address = "token",
        Id = "ann",
        ChannelType = ChannelType.ApnsSandbox,
        Attributes = new Dictionary<string, IReadOnlyList<string>>
        {
            ["sizes"] = ["S", "M"],
            ["first name"] = ["Ann"],
            ["none"] = [],
            ["a.b"] = ["dotted"],
            ["quote"] = ["\"{{Id}}\""],
        },
        Metrics = new Dictionary<string, double> { ["visits"] = 3, ["share"] = 0.25 },
        Location = new() { City = "Köln", Latitude = 50.9375 },
        OptOut = OptOut.None,
        User = new() { UserId = "u", UserAttributes = new Dictionary<string, IReadOnlyList<string>> { ["FirstName"] = ["Ann"] } },
    };
}
