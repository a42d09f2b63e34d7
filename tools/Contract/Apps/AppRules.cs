namespace Pinpush.Contract;

/// <summary>What an app and its settings must be.</summary>
public static class AppRules
{
    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<string> Check(CreateApplicationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(request.Name))
        {
            faults.Add("Name is missing: an app needs a name.");
        }

        faults.AddRange(TagRules.Check(request.Tags));
        return faults;
    }

    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<string> Check(WriteApplicationSettingsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new List<string>(LimitRules.Check(request.Limits, "Limits"));
        if (request.CampaignHook is { } hook && (hook.LambdaFunctionName ?? hook.WebUrl ?? hook.Mode) is not null)
        {
            faults.Add("CampaignHook: hooks are not served; leave it out.");
        }

        if (request.QuietTime is { } quiet && (quiet.Start ?? quiet.End) is not null)
        {
            faults.Add("QuietTime: quiet hours are not served; leave it out, since a push in the night would be the result.");
        }

        if (request.JourneyLimits is not null)
        {
            faults.Add("JourneyLimits: journeys are not served; leave it out.");
        }

        return faults;
    }
}
