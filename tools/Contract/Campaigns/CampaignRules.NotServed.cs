namespace Pinpush.Contract;

public static partial class CampaignRules
{
    private static IReadOnlyList<Fault> NotServed(WriteCampaignRequest request) => Fault.Found(
    [
        request.AdditionalTreatments is { Count: > 0 } ? Fault.NotServed("AdditionalTreatments", ": treatments are not served; leave them out.") : null,
        request.HoldoutPercent is not (null or 0) ? Fault.NotServed("HoldoutPercent", ": a hold-out is not served; leave it out.") : null,
        request.Hook.IsAsked() ? Fault.NotServed("Hook", ": hooks are not served; leave it out.") : null,
        request.CustomDeliveryConfiguration.IsAsked()
            ? Fault.NotServed("CustomDeliveryConfiguration", ": custom channels are not served; leave it out.")
            : null,
        .. NotServed(request.MessageConfiguration),
        .. NotServed(request.Schedule),
    ]);

    private static IReadOnlyList<Fault> NotServed(MessageConfiguration? message) =>
        new[] { message?.CustomMessage, message?.EmailMessage, message?.SMSMessage, message?.InAppMessage }.Any(m => m.IsAsked())
            ? [Fault.NotServed("MessageConfiguration", ": only DefaultMessage, APNSMessage and GCMMessage are served; leave the others out.")]
            : [];

    private static IReadOnlyList<Fault> NotServed(Schedule? schedule) => Fault.Found(
    [
        schedule?.Frequency is not (null or Frequency.Once)
            ? Fault.NotServed("Schedule.Frequency", $" {schedule.Frequency.Value.Word()}: only ONCE is served.")
            : null,
        schedule?.IsLocalTime == true
            ? Fault.NotServed("Schedule.IsLocalTime", ": local time per endpoint is not served; give a time with its zone.")
            : null,
        schedule?.EventFilter.IsAsked() == true ? Fault.NotServed("Schedule.EventFilter", ": campaigns by event are not served.") : null,
        schedule?.QuietTime.IsAsked() == true
            ? Fault.NotServed("Schedule.QuietTime", ": quiet hours are not served; leave it out, since a push in the night would be the result.")
            : null,
    ]);
}
