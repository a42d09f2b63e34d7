namespace Pinpush.Server.Tests.Segments;

public sealed class SegmentTests(Stage stage) : IClassFixture<Stage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UpdateSegment_KeepsTheVersionBefore()
    {
        var app = await stage.AppAsync();
        var segment = await stage.SegmentAsync(app);

        var updated = await stage.ChangeAsync(app, segment, new() { Name = "other" });

        var versions = (await stage.Aws.GetSegmentVersionsAsync(new() { ApplicationId = app, SegmentId = segment }, Cancel)).SegmentsResponse.Item;
        Assert.Equal((2, "other"), (updated.Version, updated.Name));
        Assert.Equal([(2, "other"), (1, "some")], versions.Select(v => (v.Version ?? 0, v.Name)));
    }

    [Fact]
    public async Task DeleteSegment_WithVersions_LeavesNone()
    {
        var app = await stage.AppAsync();
        var segment = await stage.SegmentAsync(app);
        await stage.ChangeAsync(app, segment, new() { Name = "other" });

        await stage.Aws.DeleteSegmentAsync(new() { ApplicationId = app, SegmentId = segment }, Cancel);

        var refused = await Calls.RefusedAsync(
            () => stage.Aws.GetSegmentVersionAsync(new() { ApplicationId = app, SegmentId = segment, Version = "1" }, Cancel));
        Assert.Equal((404, $"Resource not found: app '{app}' has no segment '{segment}' with a version 1."), refused);
    }
}
