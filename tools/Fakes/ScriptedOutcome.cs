namespace Pinpush.Fakes;

/// <summary>What a simulator does with a push that is right in itself, by order of a test.</summary>
public abstract record ScriptedOutcome
{
    private ScriptedOutcome()
    {
    }

    /// <summary>Takes it as if nothing was scripted.</summary>
    public static ScriptedOutcome Accept { get; } = new Accepted();

    /// <summary>APNs 410 or FCM 404: the device no longer has the app.</summary>
    /// <param name="since">APNs tells it in milliseconds; null stands for the time of the answer.</param>
    public static ScriptedOutcome Unregistered(DateTimeOffset? since = null) => new Refused(0, "Unregistered") { Since = since };

    internal sealed record Accepted : ScriptedOutcome;

    /// <summary>Refuses it.</summary>
    /// <param name="Status">HTTP status; 0 takes the documented one of <paramref name="Reason"/>.</param>
    /// <param name="Reason">
    /// APNs: the reason, as <c>TooManyRequests</c>. FCM: the error code, as <c>QUOTA_EXCEEDED</c>.
    /// <c>Unregistered</c> is understood by both; <c>InvalidRegistration</c> is FCM's answer to a token that it cannot read.
    /// </param>
    public sealed record Refused(int Status, string Reason) : ScriptedOutcome
    {
        /// <summary>Only with APNs 410.</summary>
        public DateTimeOffset? Since { get; init; }

        /// <summary>Sent as <c>Retry-After</c> in whole seconds when set.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }

    /// <summary>Waits, then does the other thing.</summary>
    public sealed record Delayed(TimeSpan By, ScriptedOutcome Then) : ScriptedOutcome;

    /// <summary>Never answers. The connection stays open.</summary>
    public sealed record Hang : ScriptedOutcome;

    /// <summary>Cuts the TCP connection, with everything else that is under way on it.</summary>
    /// <param name="AfterDelivery">The device still gets the push; only the answer is lost.</param>
    public sealed record DropConnection(bool AfterDelivery) : ScriptedOutcome;

    /// <summary>Resets the stream with REFUSED_STREAM: the push was not looked at.</summary>
    public sealed record RefuseStream : ScriptedOutcome;

    /// <summary>Accepts it and tells the client with GOAWAY to open another connection. Streams under way are finished.</summary>
    public sealed record GoAway : ScriptedOutcome;
}
