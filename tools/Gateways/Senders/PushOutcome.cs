using System.Security.Cryptography;

namespace Pinpush.Gateways.Senders;

/// <summary>What became of one push. It ends in exactly one of these four words.</summary>
public abstract record PushOutcome
{
    private PushOutcome() { }

    /// <summary>The gateway took it; delivery to the device is not promised.</summary>
    /// <param name="MessageId">APNs: the <c>apns-id</c>. FCM: <c>projects/{project}/messages/{id}</c>.</param>
    public sealed record Accepted(string MessageId) : PushOutcome;

    /// <summary>Refused for good: do not send it again.</summary>
    /// <param name="Status">HTTP status of the gateway, or the one it would have answered when the push never left.</param>
    /// <param name="Reason">The gateway's own word, kept even when this code does not know it.</param>
    /// <param name="TokenDeadSince">Set when the address is dead: an endpoint registered before this moment can be opted out.</param>
    /// <param name="Detail">A sentence for people: what is wrong and what would be right. Holds no token, payload or key.</param>
    public sealed record Refused(int Status, string Reason, DateTimeOffset? TokenDeadSince, string Detail) : PushOutcome
    {
        /// <summary>The gateway's own sentence; null when it has a word only, or was not asked.</summary>
        public string? Sentence { get; init; }

        /// <summary>The gateway's answer as JSON, e.g. <c>{"reason":"BadDeviceToken"}</c>; null when it was not asked.</summary>
        public string? Response { get; init; }
    }

    /// <summary>It did not reach the gateway, or the gateway said that it left it alone: sending it again cannot double it.</summary>
    /// <param name="Status">HTTP status of the gateway; 0 when there was no answer.</param>
    /// <param name="Cause">The gateway's word, or what happened to the connection.</param>
    /// <param name="RetryAfter">The least time to wait; null when the gateway does not say, or was not reached.</param>
    public sealed record NotProcessed(int Status, string Cause, TimeSpan? RetryAfter) : PushOutcome
    {
        private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromMinutes(15);

        /// <summary>Only its connection was at fault: another one may take it in this moment.</summary>
        public bool AtOnce { get; init; }

        /// <summary>It is this one device that gets too much; others may be sent to.</summary>
        public bool IsOfDevice { get; init; }

        /// <summary>How long to leave the gateway alone before the next attempt: twice as long each time up to a quarter of an hour, never less than it asks
        /// for, and by up to a fourth longer, so that not all come back at once.</summary>
        /// <param name="attempt">How often it was tried in vain, from 1.</param>
        public TimeSpan WaitAfter(int attempt)
        {
            var least = RetryAfter > ShortestWait ? RetryAfter.Value : ShortestWait;
            var grown = Math.Min(least.TotalMinutes * Math.Pow(2, attempt - 1), Math.Max(least.TotalMinutes, LongestWait.TotalMinutes));
            return TimeSpan.FromMinutes(grown * (1 + (RandomNumberGenerator.GetInt32(250) / 1000.0)));
        }
    }

    /// <summary>It left, processing may have begun and no answer came: it may have arrived, and a repeat may be a duplicate.</summary>
    /// <param name="Cause">What happened to the connection or the stream.</param>
    public sealed record InDoubt(string Cause) : PushOutcome;
}
