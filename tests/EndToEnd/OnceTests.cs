using Pinpush.AwsProvider.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>A campaign that is sent at once reaches its device once, whatever becomes of the program and its state; and again only by a new run.</summary>
public sealed class OnceTests
{
    [Fact]
    public async Task A_renamed_campaign_is_kept_by_an_alias_or_refused()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await SentAsync(cloud);
        var app = await cloud.AppAsync();
        var campaign = Assert.Single(await cloud.CampaignsAsync(app)).Id;

        stack.Variables["NAME"] = "premium-launch";
        await stack.RefusedAsync("keep it with an alias", "preview");
        await stack.RefusedAsync("keep it with an alias", "up", "--yes", "--skip-preview");
        await AssertSentAsync(cloud, app, 1);

        stack.Variables["ALIAS"] = "launch";
        await stack.UpAsync();
        Assert.Equal($"{app}/{campaign}", (string?)(await stack.ResourcesAsync())["premium-launch"]["id"]);
        await AssertSentAsync(cloud, app, 1);

        // and when its state is lost then: its key has followed the name
        File.Delete(stack.StatePath);
        await stack.InitAsync("dev");
        Assert.Contains($"campaign {campaign} has this key already: it is taken over", await stack.UpAsync(), StringComparison.Ordinal);
        await AssertSentAsync(cloud, app, 1);

        // lost under another name: taken over by import
        stack.Variables["NAME"] = "another";
        stack.Variables.Remove("ALIAS");
        File.Delete(stack.StatePath);
        await stack.InitAsync("dev");
        await stack.RefusedAsync($"import: \"{app}/{campaign}\"", "up", "--yes", "--skip-preview");
        stack.Variables["IMPORT"] = $"{app}/{campaign}";
        await stack.UpAsync();
        await AssertSentAsync(cloud, app, 1);
        await stack.AssertNothingToDoAsync();
    }

    [Fact]
    public async Task A_lost_state_is_found_again_and_a_new_run_is_sent_once()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await SentAsync(cloud);
        var app = await cloud.AppAsync();
        var before = await stack.ResourcesAsync();

        File.Delete(stack.StatePath);
        await stack.InitAsync("dev");
        Assert.Contains("it is taken over as it is", await stack.UpAsync(), StringComparison.Ordinal);
        var after = await stack.ResourcesAsync();
        Assert.Equal(before.Select(r => (r.Key, (string?)r.Value["id"])).Order(), after.Select(r => (r.Key, (string?)r.Value["id"])).Order());
        Assert.Equal(app, await cloud.AppAsync());
        Assert.Single(await cloud.SegmentsAsync(app));
        await AssertSentAsync(cloud, app, 1);
        await stack.AssertNothingToDoAsync();

        stack.Variables["RUN"] = "second";
        Assert.Contains("1 to replace", await stack.DoneAsync("preview"), StringComparison.Ordinal);
        await AssertSentAsync(cloud, app, 1);
        await stack.UpAsync();
        await AssertSentAsync(cloud, app, 2);
        await stack.UpAsync();
        await AssertSentAsync(cloud, app, 2);
        Assert.Single(await cloud.CampaignsAsync(app));
    }

    [Fact]
    public async Task Destroyed_and_declared_anew_it_is_sent_by_a_new_run_only()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await SentAsync(cloud);
        await stack.DoneAsync("destroy", "--yes", "--skip-preview");
        Assert.Empty(await cloud.AppsAsync());

        stack.Phase = 0;
        await stack.UpAsync();
        var app = await cloud.AppAsync();
        await cloud.RegisterAsync(app);
        stack.Phase = 1;
        Assert.Contains("shop/dev/first", await stack.UpAsync(), StringComparison.Ordinal); // tells that this run was sent
        await AssertSentAsync(cloud, app, 1);

        stack.Variables["RUN"] = "second";
        await stack.UpAsync();
        await AssertSentAsync(cloud, app, 2);
    }

    // The device is there before the campaign.
    private static async Task<Stack> SentAsync(Cloud cloud)
    {
        var stack = await Stack.StartAsync(cloud, "launch", ("tokenKey", Keys.P8));
        stack.Phase = 0;
        await stack.UpAsync();
        var app = await cloud.AppAsync();
        await cloud.RegisterAsync(app);
        stack.Phase = 1;
        await stack.UpAsync();
        await AssertSentAsync(cloud, app, 1);
        return stack;
    }

    private static async Task AssertSentAsync(Cloud cloud, string app, int times)
    {
        await cloud.QuietAsync(app);
        Assert.Equal(times, cloud.Pushes);
    }
}
