namespace Pinpush.Contract;

/// <summary>What an app and its settings must be.</summary>
public static class AppRules
{
    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(CreateApplicationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Fault.Found(
        [
            string.IsNullOrWhiteSpace(request.Name) ? Fault.Invalid("Name", " is missing: an app needs a name.") : null,
            .. TagRules.Check(request.Tags),
        ]);
    }

    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(WriteApplicationSettingsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Fault.Found([.. LimitRules.Check(request.Limits, "Limits"), .. NotServed(request)]);
    }

    private static IReadOnlyList<Fault> NotServed(WriteApplicationSettingsRequest request) => Fault.Found(
    [
        request.CampaignHook.IsAsked() ? Fault.NotServed("CampaignHook", ": hooks are not served; leave it out.") : null,
        request.QuietTime.IsAsked()
            ? Fault.NotServed("QuietTime", ": quiet hours are not served; leave it out, since a push in the night would be the result.")
            : null,
        request.CloudWatchMetricsEnabled == true ? Fault.NotServed("CloudWatchMetricsEnabled", ": there is no CloudWatch here; leave it out.") : null,
        request.EventTaggingEnabled == true ? Fault.NotServed("EventTaggingEnabled", ": tagging of events is not served; leave it out.") : null,
        request.JourneyLimits is not null ? Fault.NotServed("JourneyLimits", ": journeys are not served; leave it out.") : null,
    ]);
}
