using Pinpush.Contract;
using Pinpush.Server.Endpoints;
using Pinpush.Server.Kernel;

namespace Pinpush.Server.Campaigns;

/// <summary>Answers an <see cref="InDoubtQuery"/>.</summary>
internal static class InDoubtRoute
{
    public static void MapInDoubt(this OwnRoutes own, Ledger ledger, EndpointStore endpoints) => own.Map(InDoubtQuery.At, InDoubtQuery.Read, (query, _) =>
    {
        var doubts = ledger.InDoubt(query.ApplicationId, query.CampaignId)
            .SelectMany(run => endpoints.Numbered(run.Numbers).Select(e => new EndpointInDoubt(run.ActivityId, e.Endpoint.Id)));
        return Task.FromResult(ApiAnswer.Of(new InDoubtResponse { Item = [.. doubts] }, WireJson.Default.InDoubtResponse));
    });
}
