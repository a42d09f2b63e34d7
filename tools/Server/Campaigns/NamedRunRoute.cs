using Pinpush.Contract;
using Pinpush.Server.Kernel;

namespace Pinpush.Server.Campaigns;

/// <summary>Answers a <see cref="NamedRunQuery"/>.</summary>
internal static class NamedRunRoute
{
    public static void MapNamedRuns(this OwnRoutes own, Ledger ledger) => own.Map(NamedRunQuery.At, NamedRunQuery.Read, (query, _) =>
        Task.FromResult(ledger.Named(query.Run) is not { } sent
            ? ApiAnswer.NoResource($"no campaign was sent under the run '{query.Run}'.")
            : ApiAnswer.Of(
                new NamedRunResponse { Run = sent.Run, ApplicationId = sent.ApplicationId, CampaignId = sent.CampaignId, Started = sent.Started },
                WireJson.Default.NamedRunResponse)));
}
