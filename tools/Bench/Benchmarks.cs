using Pinpush.Bench.Campaigns;

namespace Pinpush.Bench;

/// <summary>Every benchmark by its name on the command line.</summary>
internal static class Benchmarks
{
    public static IReadOnlyDictionary<string, Benchmark> All { get; } = new Dictionary<string, Benchmark>(StringComparer.Ordinal)
    {
        ["update-endpoint"] = new(
            "UpdateEndpoint, every call signed, every endpoint new, every answer on disk; beside Kestrel that answers the same bytes without any work.",
            UpdateEndpointBench.RunAsync),
        ["update-endpoints-batch"] = new(
            "UpdateEndpointsBatch with 100 new endpoints a call; beside prepared inserts of the same rows into SQLite.", UpdateEndpointsBatchBench.RunAsync),
        ["campaign"] = new(
            "A campaign over HTTP/2 in clear text, its ledger on disk; beside a bare loop with .NET's own HTTP client.", CampaignBench.RunAsync),
        ["campaign-tls"] = new("A campaign over TLS; beside @parse/node-apn and the bare loop, which keep no ledger.", CampaignTlsBench.RunAsync),
        ["campaign-0"] = new(
            "A campaign over TLS to a gateway that answers at once; beside h2load, which sends one push over and over.",
            new CampaignLimitBench("campaign-0", new() { Streams = 1000 }, new(0.55), new(20, AtMost: true)).RunAsync),
        ["campaign-40"] = new(
            "The same with a gateway that answers after 40 ms.",
            new CampaignLimitBench("campaign-40", new() { Streams = 1000, Delay = 40 }, new(0.7), null).RunAsync),
        ["campaign-100"] = new(
            "The same with a gateway that answers after 100 ms.",
            new CampaignLimitBench("campaign-100", new() { Streams = 1000, Delay = 100 }, new(0.7), null).RunAsync),
        ["campaign-fcm-80"] = new(
            "A campaign to FCM, which allows 100 pushes at once on a connection and answers after 80 ms; beside h2load with 16 connections.",
            new CampaignLimitBench("campaign-fcm-80", new() { Streams = 100, Delay = 80, Fcm = true }, new(0.7), null).RunAsync),
        ["campaign-silent"] = new(
            "A campaign of which one push in a hundred is never answered, the others after 40 ms; beside the same with all answered.",
            CampaignSilentBench.RunAsync),
        ["campaign-first"] = new(
            "The first campaign of a server that has just started, to a gateway 40 ms away; beside its third.", CampaignFirstBench.RunAsync),
        ["segment"] = new("Four criteria, one of them exclusive, over a million endpoints; beside one pass over plain bits.", SegmentBench.RunAsync),
        ["segment-ten"] = new("Ten criteria in three groups over ten million endpoints; beside one pass over plain bits.", SegmentTenBench.RunAsync),
        ["preview"] = new(
            "`pulumi preview` of 100 and 500 new resources; beside a program that does nothing, and the same resources from Node.js.", PreviewBench.RunAsync),
    };
}
