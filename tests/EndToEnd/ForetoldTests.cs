using Pinpush.AwsProvider.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>Whoever is asked for a yes has read what it would send and take away.</summary>
public sealed class ForetoldTests
{
    private const string Sends = "Campaign launch sends now to 1 device.",
        NoMore = "Campaign winter will no longer be sent on 2036-11-28T09:00:00+01:00 to 1 device.",
        Deletes = "App shop is deleted with its 1 device, which nothing brings back.";

    [Fact]
    public async Task Sends_and_losses_are_told_before_the_yes()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await Stack.StartAsync(cloud, "foretold", ("tokenKey", Keys.P8));
        Assert.Contains("Campaign winter sends on 2036-11-28T09:00:00+01:00.", await stack.DoneAsync("preview"), StringComparison.Ordinal);
        await stack.UpAsync();
        await cloud.RegisterAsync(await cloud.AppAsync());
        await stack.AssertNothingToDoAsync();

        stack.Phase = 2;
        foreach (var view in new[] { "--diff", "--suppress-progress" })
        {
            var shown = await stack.DoneAsync("preview", view);
            Assert.Contains($"warning: {Sends}", shown, StringComparison.Ordinal);
            Assert.Contains($"warning: {NoMore}", shown, StringComparison.Ordinal);
        }

        var told = (await stack.PreviewAsync())["diagnostics"]!.AsArray() // there are some
            .Select(d => ($"{d!["urn"]}".Split("::")[^1], $"{d["severity"]}", $"{d["message"]}")).Order(); // every one has them
        Assert.Equal([("launch", "warning", Sends), ("winter", "warning", NoMore)], told);

        var asked = await stack.AskedAsync("no", "up");
        Assert.Equal(1, asked.Code);
        const string declined = "Shall this be done to stack dev? Type yes, no or details: Declined: nothing was done.\n";
        Assert.EndsWith($"warning: {Sends}\nwarning: {NoMore}\n{declined}", asked.Error, StringComparison.Ordinal);
        Assert.EndsWith($"warning: {Deletes}\n{declined}", (await stack.AskedAsync("no", "destroy")).Error, StringComparison.Ordinal);
        Assert.Contains(NoMore, await stack.DoneAsync("destroy", "--preview-only"), StringComparison.Ordinal);
        Assert.Equal(0, cloud.Pushes);

        Assert.Equal(0, (await stack.AskedAsync("yes", "up")).Code);
        await cloud.QuietAsync(await cloud.AppAsync());
        Assert.Equal(1, cloud.Pushes);
        Assert.DoesNotContain("sends", await stack.DoneAsync("preview"), StringComparison.Ordinal);
    }
}
