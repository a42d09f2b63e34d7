using Pinpush.Contract;
using Pinpush.Server.Kernel;

namespace Pinpush.Server.Simulators;

/// <summary>Answers an <see cref="InboxQuery"/> with what the simulators received.</summary>
internal static class InboxRoute
{
    /// <param name="inbox">Null when there are no simulators.</param>
    public static void Add(Parts parts, Func<string?, CancellationToken, Task<byte[]>>? inbox) => parts.Own.Map(
        InboxQuery.At, InboxQuery.Read, async (query, cancellationToken) => inbox is not null
            ? new ApiAnswer(await inbox(query.Token, cancellationToken))
            : ApiAnswer.NotFound("This server sends to gateways given at its start; it has no simulators and no inbox."));
}
