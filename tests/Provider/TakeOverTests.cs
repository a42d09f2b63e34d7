using System.Text.Json.Nodes;
using Pinpush.Plugin.Tests;

namespace Pinpush.Provider.Tests;

/// <summary>Create, create, delete, read: a delete spares what a later create has taken over, for every kind.</summary>
public sealed class TakeOverTests
{
    public static TheoryData<string> Kinds => ["Segment", "Campaign", "PushTemplate"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Delete_SparesWhatALaterCreateHasTakenOver(string kind) => TakeOverDrill.RunAsync("pinpoint", Urn(kind), stage => ProgramAsync(stage, kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Rename_TakesTheKeyAlong(string kind) => TakeOverDrill.RenameAsync("pinpoint", Urn(kind), stage => ProgramAsync(stage, kind), inputs =>
    {
        var another = (JsonObject)inputs.DeepClone();
        another[kind == "PushTemplate" ? "templateName" : kind == "Campaign" ? "run" : "name"] = "another";
        return another;
    });

    private static string Urn(string kind) => PluginStage.Urn($"pinpoint:index:{kind}", "it");

    private static async Task<JsonObject> ProgramAsync(PluginStage stage, string kind)
    {
        using var aws = stage.Client();
        var app = await Peers.AppAsync(aws);
        switch (kind)
        {
            case "Segment":
                return new() { ["applicationId"] = app, ["everyone"] = true, ["tags"] = new JsonObject { ["team"] = "push" } };
            case "PushTemplate":
                return new() { ["templateName"] = "welcome", ["defaultMessage"] = new JsonObject { ["body"] = "Hello" } };
            default:
                var segment = await aws.CreateSegmentAsync(
                    new() { ApplicationId = app, WriteSegmentRequest = new() { Name = "all" } }, TestContext.Current.CancellationToken);
                return new()
                {
                    ["applicationId"] = app,
                    ["segmentId"] = segment.SegmentResponse.Id,
                    ["run"] = "2036",
                    ["schedule"] = new JsonObject { ["startTime"] = "2036-11-28T09:00:00Z" },
                    ["messageConfiguration"] = new JsonObject { ["defaultMessage"] = new JsonObject { ["body"] = "Hello" } },
                };
        }
    }
}
