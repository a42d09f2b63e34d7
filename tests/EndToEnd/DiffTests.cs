using Pinpush.AwsProvider.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>What <c>preview --diff</c> shows of one changed property: that one, and nothing beside it.</summary>
public sealed class DiffTests
{
    // To the AWS package a bundle id is a secret. A title that could not be told without its campaign: the lines from the resource down to the property.
    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["title"] = ["~ pinpoint:index:Campaign: (update)", "~ messageConfiguration: {", "~ apnsMessage: {", "~ title: \"Winter sale\" => \"Summer sale\""],
        ["criterion"] =
        [
            "~ pinpoint:index:Campaign: (update)", "~ segmentVersion: 1 => 2",
            "~ pinpoint:index:Segment: (update)", "~ dimensions: {", "~ attributes: {", "~ plan: {", "~ values: [", "~ [1]: \"gold\" => \"platinum\"",
        ],
        ["schedule"] = ["~ pinpoint:index:Campaign: (update)", "~ schedule: {", "~ startTime: \"2036-11-28T09:00:00\" => \"2036-11-29T09:00:00\""],
        ["limit"] = ["~ pinpoint:index:Campaign: (update)", "~ limits: {", "~ messagesPerSecond: 100 => 200"],
        ["bundle id"] = ["~ aws:pinpoint/apnsChannel:ApnsChannel: (update)", "~ bundleId: [secret] => [secret]"],
    };

    [Fact]
    public async Task Shows_exactly_what_changes()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await Stack.StartAsync(cloud, "diffs", ("tokenKey", Keys.P8));
        await stack.UpAsync();

        Assert.Empty(Changes(await stack.DoneAsync("preview", "--diff")));
        Assert.Empty(Changes(await stack.DoneAsync("refresh", "--yes", "--skip-preview", "--diff")));
        Assert.Empty(Changes(await stack.DoneAsync("preview", "--diff")));
        foreach (var (change, lines) in Expected)
        {
            stack.Variables["CHANGE"] = change;
            Assert.Equal(lines, Changes(await stack.DoneAsync("preview", "--diff")));
        }
    }

    [Fact]
    public async Task What_was_sent_cannot_be_edited()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await Stack.StartAsync(cloud, "launch", ("tokenKey", Keys.P8));
        await stack.UpAsync();
        await cloud.QuietAsync(await cloud.AppAsync());

        stack.Variables["TITLE"] = "Premium is here!";
        foreach (var command in new string[][] { ["preview", "--diff"], ["up", "--yes", "--skip-preview"] })
        {
            var refused = await stack.RefusedAsync("what was sent cannot be changed", command);
            Assert.Contains("messageConfiguration.apnsMessage.title", refused.Output, StringComparison.Ordinal);
            Assert.Contains("give the campaign another run", refused.Output, StringComparison.Ordinal);
        }

        stack.Variables.Remove("TITLE");
        await stack.AssertNothingToDoAsync();
    }

    private static string[] Changes(string output) =>
    [
        .. output.Split('\n').Select(l => l.Trim())
            .Where(l => l.Length > 1 && l[0] is '~' or '+' or '-' && !l.StartsWith("--", StringComparison.Ordinal))
            .TakeWhile(l => !l.EndsWith(" to update", StringComparison.Ordinal)),
    ];
}
