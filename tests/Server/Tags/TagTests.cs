namespace Pinpush.Server.Tests.Tags;

public sealed class TagTests(Stage stage) : IClassFixture<Stage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("app")]
    [InlineData("segment")]
    [InlineData("campaign")]
    [InlineData("template")]
    public async Task TagResource_OfEachKind_AddsAndReplacesAndUntagRemoves(string kind)
    {
        var arn = await ArnAsync(kind);

        await TagAsync(arn, new() { ["team"] = "push", ["stage"] = "dev" });
        await TagAsync(arn, new() { ["stage"] = "prod" });
        await stage.Aws.UntagResourceAsync(new() { ResourceArn = arn, TagKeys = ["team"] }, Cancel);

        Assert.Equal(new Dictionary<string, string> { ["stage"] = "prod" }, await TagsAsync(arn));
    }

    [Fact]
    public async Task TagResource_FiftyFirstTag_IsRefusedAndChangesNothing()
    {
        var arn = await ArnAsync("app");
        await TagAsync(arn, Enumerable.Range(0, 50).ToDictionary(i => $"k{i}", i => $"{i}"));

        var refused = await Calls.RefusedAsync(() => TagAsync(arn, new() { ["one more"] = "x" }));

        Assert.Equal((400, "tags: 51 tags; a resource has at most 50."), refused);
        Assert.Equal(50, (await TagsAsync(arn)).Count);
    }

    [Theory]
    [InlineData("arn:aws:mobiletargeting:us-east-1:000000000000:apps/nope", 404, "Resource not found: there is no 'ARN'.")]
    [InlineData("arn:aws:s3:::bucket", 400, "'ARN' is not the ARN of an app, a segment, a campaign or a push template.")]
    public async Task ListTagsForResource_OfNothingThatHasTags_SaysWhy(string arn, int status, string message) =>
        Assert.Equal((status, message.Replace("ARN'", $"{arn}'", StringComparison.Ordinal)), await Calls.RefusedAsync(() => TagsAsync(arn)));

    private Task TagAsync(string arn, Dictionary<string, string> tags) =>
        stage.Aws.TagResourceAsync(new() { ResourceArn = arn, TagsModel = new() { Tags = tags } }, Cancel);

    private async Task<Dictionary<string, string>> TagsAsync(string arn) =>
        (await stage.Aws.ListTagsForResourceAsync(new() { ResourceArn = arn }, Cancel)).TagsModel.Tags;

    private async Task<string> ArnAsync(string kind)
    {
        if (kind == "template")
        {
            return await stage.TemplateAsync("tagged", "x");
        }

        var app = await stage.AppAsync();
        var segment = await stage.SegmentAsync(app);
        return kind switch
        {
            "app" => (await stage.Aws.GetAppAsync(new() { ApplicationId = app }, Cancel)).ApplicationResponse.Arn,
            "segment" => (await stage.Aws.GetSegmentAsync(new() { ApplicationId = app, SegmentId = segment }, Cancel)).SegmentResponse.Arn,
            _ => (await stage.Aws.CreateCampaignAsync(new() { ApplicationId = app, WriteCampaignRequest = Calls.To(segment) }, Cancel)).CampaignResponse.Arn,
        };
    }
}
