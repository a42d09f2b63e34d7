namespace Pinpush.Contract;

/// <summary>The names of what ExecutionMetrics of an activity tell, for which the API has no members.</summary>
/// <remarks>
/// <c>Skipped</c>, <c>Refused</c> and <c>NotProcessed</c> count recipients that got no push, and <c>Refused.BadDeviceToken</c> and its like count them by
/// reason, as <c>InDoubt.timeout</c> and its like count those who ended in doubt.
/// </remarks>
public static class RunWords
{
    /// <summary>Counts everybody who was in doubt at least once, sent again or not.</summary>
    public const string InDoubt = "InDoubt";

    /// <summary>Why nothing was sent, the run ended early, or it does not go on: a sentence.</summary>
    public const string Note = "Note";

    /// <summary><c>PutOff.ServiceUnavailable</c> and its like count how often pushes were put off, whatever became of them.</summary>
    public const string OfPutOffs = "PutOff.";

    /// <summary><c>Waits.APNS</c> and its like: what keeps the pushes of that channel waiting, in words. Only while a run goes on.</summary>
    public const string OfWaits = "Waits.";
}
