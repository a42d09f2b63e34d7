using System.Text;
using System.Text.Json.Nodes;
using Pinpush.Server.Kernel;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Campaigns;

/// <summary><c>GET /pinpush/in-doubt?application-id=A&amp;campaign-id=C</c>: whom a push of the campaign may have reached twice, since it was in flight when the server died.</summary>
internal static class InDoubtRoute
{
    public static void MapInDoubt(this OwnRoutes own, Ledger ledger, EndpointStore endpoints) => own.Map("in-doubt", (query, _) =>
    {
        var items = new JsonArray();
        foreach (var (activity, numbers) in ledger.InDoubt(query["application-id"].FirstOrDefault() ?? "", query["campaign-id"].FirstOrDefault() ?? ""))
        {
            foreach (var endpoint in endpoints.Numbered(numbers))
            {
                items.Add(new JsonObject { ["ActivityId"] = activity, ["EndpointId"] = endpoint.Endpoint.Id });
            }
        }

        return Task.FromResult(new ApiAnswer(Encoding.UTF8.GetBytes(new JsonObject { ["Item"] = items }.ToJsonString())));
    });
}
