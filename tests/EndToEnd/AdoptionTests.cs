namespace Pinpush.EndToEnd.Tests;

/// <summary>A Node program that takes over what was made by hand, with providers that it configures itself, and one that lets go of it again.</summary>
public sealed class AdoptionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Imports_what_is_there_and_keeps_what_shall_stay()
    {
        await using var cloud = await Cloud.StartAsync();
        var app = (await cloud.Aws.CreateAppAsync(new() { CreateApplicationRequest = new() { Name = "by-hand" } }, Cancel)).ApplicationResponse.Id;
        var segment = (await cloud.Aws.CreateSegmentAsync(new()
        {
            ApplicationId = app,
            WriteSegmentRequest = new()
            {
                Name = "premium",
                Dimensions = new() { Attributes = new() { ["plan"] = new() { AttributeType = "INCLUSIVE", Values = ["premium"] } } },
            },
        }, Cancel)).SegmentResponse.Id;
        using var stack = await Stack.StartAsync(cloud, "adopted");
        stack.Endpoint = new Uri("http://127.0.0.1:9"); // nothing is there: only the programs' own providers know the server
        (stack.Variables["ENDPOINT"], stack.Variables["APP"], stack.Variables["SEGMENT"]) = (cloud.Address.ToString().TrimEnd('/'), app, segment);

        Assert.Contains("2 to import", await stack.DoneAsync("preview"), StringComparison.Ordinal);
        Assert.Contains("2 imported", await stack.UpAsync(), StringComparison.Ordinal);
        Assert.Equal(app, await cloud.AppAsync());
        Assert.Equal(["basic", "premium"], (await cloud.SegmentsAsync(app)).Select(s => s.Name).Order());
        var made = await stack.ResourcesAsync();
        Assert.Equal($"{app}/{segment}", (string?)made["premium"]["id"]);
        Assert.Contains("::mine::", (string?)made["shop"]["provider"], StringComparison.Ordinal);
        Assert.Contains("::ours::", (string?)made["basic"]["provider"], StringComparison.Ordinal);
        Assert.Equal("""{"create":60,"update":90,"delete":120}""", made["basic"]["customTimeouts"]?.ToJsonString());

        stack.Phase = 2;
        await stack.AssertNothingToDoAsync();
        stack.Phase = 3;
        await stack.UpAsync();
        Assert.Equal(2, (await cloud.SegmentsAsync(app)).Count); // retained
        await stack.DoneAsync("destroy", "--yes", "--skip-preview");
        Assert.Equal(app, await cloud.AppAsync());
        Assert.Equal("premium", Assert.Single(await cloud.SegmentsAsync(app)).Name);
        Assert.Empty(await stack.ResourcesAsync());
    }
}
