using Pinpush.Audience;
using Pinpush.Contract;

namespace Pinpush.Server.Campaigns;

/// <summary>One run of a campaign as the ledger has it.</summary>
/// <param name="Number">The ledger's own number of it.</param>
/// <param name="ActivityId">What the API calls it.</param>
/// <param name="Started">When it began; its longest duration counts from here.</param>
/// <param name="Recipients">Fixed when the run began.</param>
/// <param name="Template">What it sends, as it was when the run began; null when the campaign has its own message, or its template was gone.</param>
/// <param name="IsDone">Nothing is left to do.</param>
/// <param name="Refusal">Why nothing was sent, for people; null when it was or will be sent.</param>
internal sealed record Run(
    long Number, string ActivityId, DateTimeOffset Started, Bitmap Recipients, PushNotificationTemplateResponse? Template, bool IsDone, string? Refusal);

/// <summary>What a run is begun for.</summary>
/// <param name="Refusal">Why nothing may be sent, for people; null when nothing stands against it.</param>
internal sealed record RunPlan(Bitmap Recipients, PushNotificationTemplateResponse? Template, string? Refusal)
{
    public static RunPlan Refused(string why) => new(new Bitmap(), null, why);
}
