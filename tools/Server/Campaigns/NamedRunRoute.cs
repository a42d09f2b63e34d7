using System.Text;
using System.Text.Json.Nodes;
using Pinpush.Server.Kernel;

namespace Pinpush.Server.Campaigns;

/// <summary><c>GET /pinpush/runs?run=NAME</c>: which campaign was sent under the name of a run, and when; 404 when none was.</summary>
internal static class NamedRunRoute
{
    public static void MapNamedRuns(this OwnRoutes own, Ledger ledger) => own.Map("runs", (query, _) =>
    {
        var run = query["run"].FirstOrDefault() ?? "";
        return Task.FromResult(ledger.Named(run) is not { } sent ? ApiAnswer.NotFound($"Resource not found: no campaign was sent under the run '{run}'.") : new ApiAnswer(Encoding.UTF8.GetBytes(new JsonObject
        {
            ["Run"] = sent.Run, ["ApplicationId"] = sent.ApplicationId, ["CampaignId"] = sent.CampaignId, ["Started"] = sent.Started,
        }.ToJsonString())));
    });
}
