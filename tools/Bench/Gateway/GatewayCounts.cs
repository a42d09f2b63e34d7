namespace Pinpush.Bench.Gateway;

/// <summary>What arrived since the last reset.</summary>
internal sealed record GatewayCounts
{
    /// <summary>Requests that ended: refused ones and those that were reset before are not among them.</summary>
    public required int Requests { get; init; }

    /// <summary>Different pushes among them: less than <see cref="Requests"/> when one came twice.</summary>
    /// <remarks>
    /// Exact where each push has its path, or for FCM its body, in plain text, as a client that neither compresses with a table nor with Huffman codes
    /// sends it. Of other clients the header blocks are compared as they came.
    /// </remarks>
    public required int Distinct { get; init; }

    /// <summary>Requests beyond the allowed streams.</summary>
    public required int Refused { get; init; }

    /// <summary>Connections that brought a request.</summary>
    public required int Connections { get; init; }

    /// <summary>Most requests that were open at the same time, over all connections.</summary>
    public required int MostInFlight { get; init; }

    /// <summary>When the first request ended, in ticks of <see cref="System.Diagnostics.Stopwatch"/>; 0 for none.</summary>
    /// <remarks>All processes of a machine count the same ticks.</remarks>
    public required long First { get; init; }

    /// <summary>When the last one ended.</summary>
    public required long Last { get; init; }

    /// <summary>When the asked-for one in order of arrival ended, or the last where fewer came.</summary>
    public required long Marked { get; init; }
}
