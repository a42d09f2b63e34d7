namespace Pinpush.Server.Tests.Segments;

/// <summary>Segments that stand on others.</summary>
public sealed class SourceTests(Stage stage) : IClassFixture<Stage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UpdateSegment_OntoOneThatStandsOnIt_IsRefused()
    {
        var app = await stage.AppAsync();
        var lower = await stage.SegmentAsync(app);
        var upper = await stage.SegmentAsync(app, lower, lower);

        var refused = await Calls.RefusedAsync(() => stage.ChangeAsync(app, lower, Calls.On(upper)));

        Assert.Equal((400, "SegmentGroups: the segment stands on itself, or on a chain of more than 16 segments."), refused);
    }

    [Fact]
    public async Task CreateSegment_OnOneThatIsNotThere_IsRefused()
    {
        var app = await stage.AppAsync();

        var refused = await Calls.RefusedAsync(() => stage.SegmentAsync(app, new string('0', 32)));

        Assert.Equal((400, "SegmentGroups: there is no segment '00000000000000000000000000000000' in this app."), refused);
    }

    [Fact]
    public async Task CreateSegment_SeventeenthStorey_IsRefused()
    {
        var app = await stage.AppAsync();
        var top = await stage.SegmentAsync(app);
        for (var storey = 1; storey <= 16; storey++)
        {
            top = await stage.SegmentAsync(app, top);
        }

        var refused = await Calls.RefusedAsync(() => stage.SegmentAsync(app, top));

        Assert.Equal((400, "SegmentGroups: the segment stands on itself, or on a chain of more than 16 segments."), refused);
    }

    [Fact]
    public async Task Audience_OfASegmentWhoseSourceIsGone_IsRefusedAndNotEverybody()
    {
        var app = await stage.AppAsync();
        var source = await stage.SegmentAsync(app);
        var orphan = await stage.SegmentAsync(app, source);
        await stage.Aws.DeleteSegmentAsync(new() { ApplicationId = app, SegmentId = source }, Cancel);
        using var http = new SignedHttp(stage.Server);

        var (status, body) = await http.GetAsync($"/pinpush/audience?application-id={app}&segment-id={orphan}");

        Assert.Equal(400, status);
        Assert.Contains($"\"Message\":\"The audience cannot be read: The source segment \\u0027{source}\\u0027 is gone.\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audience_OfASegment_CountsItsEndpointsAndThoseThatCanBeReached()
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "here");
        await stage.RegisterAsync(app, "out", new() { OptOut = "ALL" });
        var segment = await stage.SegmentAsync(app);
        using var http = new SignedHttp(stage.Server);

        var answer = await http.GetAsync($"/pinpush/audience?application-id={app}&segment-id={segment}");

        Assert.Equal((200, """{"Total":2,"Reachable":1}"""), answer);
    }

    [Theory]
    [InlineData("&segment-version=1", 200, """{"Total":2,"Reachable":1}""")]
    [InlineData("&segment-version=2", 200, """{"Total":1,"Reachable":0}""")]
    [InlineData("", 200, """{"Total":1,"Reachable":0}""")]
    [InlineData("&segment-version=3", 404, "with a version 3")]
    [InlineData("&segment-version=x", 404, "with a version 0")]
    public async Task Audience_OfAVersion_CountsThatOne(string version, int status, string told)
    {
        var app = await stage.AppAsync();
        await stage.RegisterAsync(app, "free", new() { Attributes = new() { ["plan"] = ["free"] } });
        await stage.RegisterAsync(app, "paying", new() { Attributes = new() { ["plan"] = ["premium"] }, OptOut = "ALL" });
        var segment = await stage.SegmentAsync(app);
        await stage.Aws.UpdateSegmentAsync(new()
        {
            ApplicationId = app,
            SegmentId = segment,
            WriteSegmentRequest = new() { Dimensions = new() { Attributes = new() { ["plan"] = new() { Values = ["premium"] } } } },
        }, Cancel);
        using var http = new SignedHttp(stage.Server);

        var answer = await http.GetAsync($"/pinpush/audience?application-id={app}&segment-id={segment}{version}");

        Assert.Equal(status, answer.Status);
        Assert.Contains(told, answer.Body, StringComparison.Ordinal);
    }
}
