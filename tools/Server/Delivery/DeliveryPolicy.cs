using Microsoft.Extensions.Logging;
using Pinpush.Gateways.Senders;

namespace Pinpush.Server.Delivery;

/// <summary>How hard and how fast one send tries.</summary>
/// <param name="AtOnce">Most pushes that are on their way.</param>
/// <param name="Attempts">How often a push may leave that the push service put off.</param>
/// <param name="LongestWait">A push service that wants to be left alone for longer is not asked again.</param>
internal sealed record DeliveryPolicy(int AtOnce, int Attempts, TimeSpan LongestWait)
{
    /// <summary>Direct sends: the caller waits, and may try again.</summary>
    public static DeliveryPolicy Direct { get; } = new(AtOnce: 64, Attempts: 1, TimeSpan.Zero) { OncePerAddress = true, Refusals = LogLevel.Warning };

    /// <summary>Campaigns: nobody waits.</summary>
    public static DeliveryPolicy Campaign { get; } = new(AtOnce: 100, Attempts: 4, TimeSpan.FromSeconds(5));

    /// <summary>Of several recipients with the same address the first one gets the push. The endpoints of a campaign are ACTIVE, and of those only one has an
    /// address.</summary>
    public bool OncePerAddress { get; private init; }

    /// <summary>How loudly a refusal is logged.</summary>
    public LogLevel Refusals { get; private init; } = LogLevel.Debug;

    /// <summary>The pace at which pages may begin; null is no limit.</summary>
    public Pace? Pace { get; init; }

    /// <summary>No page of recipients begins from this moment on; whoever sends in pages looks at it.</summary>
    public DateTimeOffset Deadline { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>How long to wait before a push is tried again; null when it is not.</summary>
    /// <param name="attempt">How often it has left, from 1.</param>
    public TimeSpan? WaitAfter(PushOutcome outcome, int attempt) =>
        outcome is PushOutcome.NotProcessed unsent && attempt < Attempts && (unsent.RetryAfter ?? TimeSpan.Zero) <= LongestWait
            ? unsent.RetryAfter ?? TimeSpan.FromMilliseconds(200 * attempt * attempt)
            : null;
}
