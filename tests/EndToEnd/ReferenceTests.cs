using Pinpush.AwsProvider.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>Two Node programs: one stands on what the other declared.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public async Task A_stack_uses_the_outputs_of_another()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await Stack.StartAsync(cloud, "channels", ("tokenKey", Keys.P8), ("serviceJson", Keys.ServiceAccount));
        await stack.UpAsync();
        var app = await cloud.AppAsync();

        stack.Use("follower");
        await stack.InitAsync("followers");
        await stack.UpAsync();
        Assert.Equal("followers", Assert.Single(await cloud.SegmentsAsync(app)).Name);
        Assert.Equal(app, (await stack.DoneAsync("stack", "output", "applicationId")).Trim());
        Assert.Contains("[secret]", await stack.DoneAsync("stack", "output"), StringComparison.Ordinal); // the other's secret stays one
        await stack.AssertNothingToDoAsync();
        await stack.DoneAsync("destroy", "--yes", "--skip-preview");
        Assert.Empty(await cloud.SegmentsAsync(app));
        Assert.Equal(app, await cloud.AppAsync());
    }
}
