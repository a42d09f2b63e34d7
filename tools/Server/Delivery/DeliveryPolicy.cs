using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Delivery;

/// <summary>How hard and how fast one send tries.</summary>
/// <param name="Refusals">How loudly a refusal is logged.</param>
internal sealed record DeliveryPolicy(LogLevel Refusals)
{
    /// <summary>
    /// How long a campaign goes on with a recipient whose push is put off, and with a push service that gives nobody a place. Then they are given up. The
    /// policy of direct sends is not to try again: the caller waits, and may.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>
    /// How long the pushes of a direct send may wait until they leave, all together. Those that left have the senders' own limit for an answer after it.
    /// </summary>
    public static readonly TimeSpan LongestDirect = TimeSpan.FromSeconds(10);

    /// <summary>Direct sends: somebody waits.</summary>
    public static DeliveryPolicy Direct { get; } = new(LogLevel.Warning);

    /// <summary>Campaigns: nobody waits.</summary>
    public static DeliveryPolicy Campaign { get; } = new(LogLevel.Debug);

    /// <summary>The pace at which pushes leave; null is no limit.</summary>
    public Pace? Pace { get; init; }

    /// <summary>What the log calls the send when it tells what it waits for; null when nobody is told.</summary>
    public string? Name { get; init; }

    /// <summary>Nothing leaves once it is over.</summary>
    public CancellationToken Over { get; init; }
}
