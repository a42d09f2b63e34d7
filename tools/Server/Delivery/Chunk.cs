using Pinpush.Contract;

namespace Pinpush.Server.Delivery;

/// <summary>Some recipients of a send, and what is known of them. Not safe for several callers at once.</summary>
/// <param name="isInDoubt">A push to each of them may have arrived.</param>
internal sealed class Chunk(IRecipients recipients, int[] numbers, bool isInDoubt, TimeProvider time)
{
    private const int ReadAtOnce = 128;

    /// <summary>Who opts out, is deleted or becomes INACTIVE gets no push that leaves later than this.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);

    private EndpointResponse?[] known = [];
    private int from;
    private long readAt;

    /// <summary>One recipient of whom something is known.</summary>
    /// <param name="readAt">The timestamp from before it was read.</param>
    public Chunk(IRecipients recipients, int number, EndpointResponse? known, long readAt, TimeProvider time)
        : this(recipients, [number], isInDoubt: false, time) => (this.known, this.readAt) = ([known], readAt);

    /// <summary>Whose they are.</summary>
    public IRecipients Recipients => recipients;

    public int Count => numbers.Length;

    public bool IsInDoubt => isInDoubt;

    public int Number(int index) => numbers[index];

    /// <summary>A recipient as it was a tenth of a second ago or later; null when there is none. In order, so that most are read together.</summary>
    public EndpointResponse? At(int index)
    {
        if (index < from || index >= from + known.Length || time.GetElapsedTime(readAt) >= Fresh)
        {
            (from, readAt) = (index, time.GetTimestamp());
            known = recipients.Read(numbers.AsMemory(index, Math.Min(ReadAtOnce, numbers.Length - index)));
        }

        return known[index - from];
    }
}
