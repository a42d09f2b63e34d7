namespace Pinpush.Contract.Tests.Apps;

/// <summary>Apps and their settings as clients send them: what is accepted, and which member a refusal names.</summary>
public sealed class AppRulesTests
{
    [Theory]
    [InlineData("""{"Name":"n","tags":{"k":""}}""", null)]
    [InlineData("{}", "Name")]
    [InlineData("""{"Name":" "}""", "Name")]
    [InlineData("""{"Name":"n","tags":{"k":null}}""", "tags.k")]
    public void App(string json, string? member) => Judge.Of(AppRules.Check(Judge.Read<CreateApplicationRequest>(json)), member);

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"CampaignHook":{"LambdaFunctionName":"","Mode":"","WebUrl":""},"QuietTime":{"End":"","Start":""}}""", null)]
    [InlineData("""{"Limits":{"Daily":0,"MaximumDuration":0,"MessagesPerSecond":0,"Total":0}}""", null)]
    [InlineData("""{"CampaignHook":{"Mode":"FILTER"}}""", "CampaignHook", FaultKind.NotServed)]
    [InlineData("""{"QuietTime":{"End":"06:00"}}""", "QuietTime", FaultKind.NotServed)]
    [InlineData("""{"CloudWatchMetricsEnabled":true}""", "CloudWatchMetricsEnabled", FaultKind.NotServed)]
    [InlineData("""{"EventTaggingEnabled":true}""", "EventTaggingEnabled", FaultKind.NotServed)]
    [InlineData("""{"CloudWatchMetricsEnabled":false,"EventTaggingEnabled":false}""", null)]
    [InlineData("""{"JourneyLimits":{}}""", "JourneyLimits", FaultKind.NotServed)]
    [InlineData("""{"Limits":{"Daily":5}}""", "Limits.Daily", FaultKind.NotServed)]
    public void App_settings(string json, string? member, FaultKind kind = FaultKind.Invalid) =>
        Judge.Of(AppRules.Check(Judge.Read<WriteApplicationSettingsRequest>(json)), member, kind);
}
