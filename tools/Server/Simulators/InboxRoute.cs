using Pinpush.Server.Kernel;

namespace Pinpush.Server.Simulators;

/// <summary><c>GET /pinpush/inbox?token=T</c>: what the simulators received, for one device token or for all.</summary>
internal static class InboxRoute
{
    /// <param name="inbox">Null when there are no simulators.</param>
    public static void Add(Parts parts, Func<string?, CancellationToken, Task<byte[]>>? inbox) => parts.Own.Map("inbox", async (query, token) => inbox is not null
        ? new ApiAnswer(await inbox(query["token"].FirstOrDefault(), token))
        : ApiAnswer.NotFound("This server sends to gateways given at its start; it has no simulators and no inbox."));
}
