using Pinpush.Audience;

namespace Pinpush.Server.Campaigns;

/// <summary>One run of a campaign as the ledger has it.</summary>
/// <param name="Number">The ledger's own number of it.</param>
/// <param name="ActivityId">What the API calls it.</param>
/// <param name="Started">When it began; its longest duration counts from here.</param>
/// <param name="Recipients">Fixed when the run began.</param>
/// <param name="IsDone">Nothing is left to do.</param>
internal sealed record Run(long Number, string ActivityId, DateTimeOffset Started, Bitmap Recipients, bool IsDone);

/// <summary>A page of recipients whose pushes left before the server was stopped: each may have arrived.</summary>
internal sealed record DoubtfulPage(int Page, int[] Numbers);

/// <summary>What became of one recipient; one byte each in the ledger.</summary>
internal enum Reached : byte
{
    /// <summary>The push service took it.</summary>
    Delivered = 1,

    /// <summary>The push service refused it for good, or no channel is enabled.</summary>
    Failed = 2,

    /// <summary>No verdict after all attempts.</summary>
    Unsent = 3,

    /// <summary>Not sent: gone, INACTIVE or opted out by the time its turn came.</summary>
    Skipped = 4,
}
