using Microsoft.Extensions.Logging;
using Pinpush.Gateways.Senders;

namespace Pinpush.Server.Delivery;

/// <summary>How hard and how fast one send tries.</summary>
/// <param name="Attempts">How often a push may leave that the push service put off.</param>
/// <param name="LongestWait">A push service that wants to be left alone for longer is not asked again.</param>
/// <param name="Patience">How long a push service that cannot be reached is tried again; what is left ends then.</param>
internal sealed record DeliveryPolicy(int Attempts, TimeSpan LongestWait, TimeSpan Patience)
{
    /// <summary>Direct sends: the caller waits, and may try again.</summary>
    public static DeliveryPolicy Direct { get; } = new(Attempts: 1, TimeSpan.Zero, TimeSpan.Zero)
    {
        LongestEntrance = TimeSpan.FromSeconds(10),
        Refusals = LogLevel.Warning,
    };

    /// <summary>Campaigns: nobody waits.</summary>
    public static DeliveryPolicy Campaign { get; } = new(Attempts: 4, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15));

    /// <summary>How long a push may wait until it may leave; null is no limit.</summary>
    public TimeSpan? LongestEntrance { get; private init; }

    /// <summary>How loudly a refusal is logged.</summary>
    public LogLevel Refusals { get; private init; } = LogLevel.Debug;

    /// <summary>The pace at which pushes leave; null is no limit.</summary>
    public Pace? Pace { get; init; }

    /// <summary>Nobody gets a first push after it; null is no limit.</summary>
    public TimeLimit? Limit { get; init; }

    /// <summary>How long to wait before a push that was put off is tried again; null when it is not.</summary>
    /// <param name="attempt">How often it has left, from 1.</param>
    public TimeSpan? WaitAfter(PushOutcome.NotProcessed answer, int attempt) =>
        attempt < Attempts && (answer.RetryAfter ?? TimeSpan.Zero) <= LongestWait
            ? answer.RetryAfter ?? TimeSpan.FromMilliseconds(200 * attempt * attempt)
            : null;
}
