using Pinpush.AwsProvider.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>A Node program that fails half way: what was done is known, and the next update goes on from there.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task What_fails_is_told_and_the_rest_goes_on_later()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await Stack.StartAsync(
            cloud, "failure", ("brokenJson", """{"type":"service_account","project_id":"demo"}"""), ("serviceJson", Keys.ServiceAccount));

        const string Refused = "property 'serviceJson' is refused: GCMChannelRequest: ServiceJson has no client_email";
        await stack.RefusedAsync(Refused, "preview");
        var ended = await stack.RefusedAsync(Refused, "up", "--yes", "--skip-preview");
        Assert.Contains("fcm", ended.Output, StringComparison.Ordinal);
        var app = await cloud.AppAsync();
        Assert.Equal(["premium", "shop"], (await stack.ResourcesAsync()).Keys.Order());
        Assert.Empty(await cloud.CampaignsAsync(app));

        stack.Phase = 2;
        Assert.Contains("2 created", await stack.UpAsync(), StringComparison.Ordinal);
        Assert.Equal(app, await cloud.AppAsync());
        Assert.Single(await cloud.SegmentsAsync(app));
        Assert.Single(await cloud.CampaignsAsync(app));
        await stack.AssertNothingToDoAsync();

        // told by the provider before anything is done, with the place
        stack.Phase = 3;
        ended = await stack.RefusedAsync("dimensions.attributes.plan.attributeType", "up", "--yes", "--skip-preview");
        Assert.Contains("SOMETIMES", ended.Output, StringComparison.Ordinal);
        Assert.Single(await cloud.SegmentsAsync(app));
        await stack.DoneAsync("destroy", "--yes", "--skip-preview");
        Assert.Empty(await cloud.AppsAsync());
    }
}
