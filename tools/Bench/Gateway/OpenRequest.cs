namespace Pinpush.Bench.Gateway;

/// <summary>A stream that the client opened and the gateway has not answered. Used again for another stream afterwards.</summary>
internal sealed class OpenRequest
{
    private static ReadOnlySpan<byte> Path => "/3/device/"u8;

    // 7 letters of a name and 36 of a value, each behind its length, in plain text.
    private static ReadOnlySpan<byte> IdHeader => "\u0007apns-id\u0024"u8;

    private readonly byte[] id = new byte[AnswerBuffer.IdLength];
    private bool hasPath;

    public int Stream { get; private set; }

    public ulong Hash { get; private set; }

    /// <summary>The header <c>apns-id</c>, 36 letters; empty when it could not be read.</summary>
    public ReadOnlySpan<byte> Id => HasId ? id : [];

    /// <summary>When the answer is due, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    public long Due { get; set; }

    /// <summary>The client gave it up while it waited for its answer.</summary>
    public bool IsGone { get; set; }

    /// <summary>The client said with the headers that no body follows, while more of the headers is to come.</summary>
    public bool EndsWithHeaders { get; set; }

    private bool HasId { get; set; }

    public OpenRequest For(int stream)
    {
        (Stream, Hash, Due) = (stream, 0, 0);
        (IsGone, EndsWithHeaders, HasId, hasPath) = (false, false, false, false);
        return this;
    }

    /// <summary>Takes a header block or a part of it. Nothing is decompressed: what is looked for is found where it stands in plain text.</summary>
    /// <param name="fcm">Paths are equal, so they tell nothing.</param>
    public void AddHeaders(ReadOnlySpan<byte> block, bool fcm)
    {
        if (!HasId && block.IndexOf(IdHeader) is >= 0 and var at && block.Length >= at + IdHeader.Length + id.Length)
        {
            block.Slice(at + IdHeader.Length, id.Length).CopyTo(id);
            HasId = true;
        }

        if (fcm || hasPath)
        {
            return;
        }

        // The length of the whole path stands before it in one byte up to 126, which a device token of 100 bytes still fits.
        var path = block.IndexOf(Path);
        hasPath = path > 0 && block[path - 1] < 127 && block.Length >= path + block[path - 1];
        Hash = hasPath ? RequestHash.Of(block.Slice(path, block[path - 1]), 0) : RequestHash.Of(block, Hash);
    }

    public void AddBody(ReadOnlySpan<byte> part) => Hash = RequestHash.Of(part, Hash);
}
