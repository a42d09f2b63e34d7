using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Clients;

/// <summary>What an app does with Amplify before it has a token: the real <c>record()</c> and <c>identifyUser()</c>, each of which registers it.</summary>
public sealed class AmplifyTests(AmplifyTests.Start start) : IClassFixture<AmplifyTests.Start>
{
    [Fact]
    public async Task Amplify_EachOfItsRequests_IsTaken()
    {
        var seen = (await start.SeenAsync()).AsArray();

        Assert.Equal(["PUT 202", "POST 202", "PUT 202"], seen.Select(s => $"{s!["method"]} {s["status"]}")); // the script prints objects
        var item = Assert.Single(seen[1]!["answer"]!["Results"]!.AsObject()).Value!; // the answer of PutEvents
        Assert.Equal(202, (int?)item["EndpointItemResponse"]!["StatusCode"]);
        Assert.Equal(202, (int?)Assert.Single(item["EventsItemResponse"]!.AsObject()).Value!["StatusCode"]);
    }

    [Fact]
    public async Task Amplify_ItsEndpoint_IsKnownWithoutAnAddressAndGetsNothing()
    {
        var path = ((string?)(await start.SeenAsync())[0]!["path"])!.Split('/'); // /v1/apps/APP/endpoints/ID
        var (app, id) = (path[3], path[5]);

        var endpoint = await start.EndpointAsync(app, id);

        Assert.Equal((null, "ann", "shoes"), (endpoint.Address, endpoint.User.UserId, Assert.Single(endpoint.User.UserAttributes["interests"])));
        Assert.Equal(["pro"], endpoint.Attributes["plan"]);
        Assert.Equal(400, (await start.SendAsync(app, id))[id].StatusCode);
    }

    public sealed class Start : Story
    {
        protected override void Ask() => Need.Npm("@aws-amplify/analytics", "@aws-amplify/core");

        protected override async Task<JsonNode> PlayAsync() => await RunAsync("node", "amplify.cjs", await this.AppAsync());
    }
}
