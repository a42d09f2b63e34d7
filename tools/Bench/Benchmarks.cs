namespace Pinpush.Bench;

/// <summary>Every benchmark by its name on the command line.</summary>
internal static class Benchmarks
{
    /// <summary>Runs one at a fraction of its full size, above 0 and at most 1.</summary>
    /// <exception cref="BenchmarkFailedException">A push or a call failed.</exception>
    internal delegate Task<Measured> Run(double scale, CancellationToken cancellationToken);

    public static IReadOnlyDictionary<string, Run> All { get; } = new Dictionary<string, Run>(StringComparer.Ordinal)
    {
        ["update-endpoint"] = UpdateEndpointBench.RunAsync,
        ["update-endpoints-batch"] = UpdateEndpointsBatchBench.RunAsync,
        ["campaign"] = CampaignBench.RunAsync,
        ["campaign-tls"] = CampaignTlsBench.RunAsync,
        ["segment"] = SegmentBench.RunAsync,
        ["segment-ten"] = SegmentTenBench.RunAsync,
        ["preview"] = PreviewBench.RunAsync,
    };
}
