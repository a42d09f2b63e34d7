using Pinpush.Contract;

namespace Pinpush.Server.Kernel;

/// <summary>Answers a call.</summary>
internal delegate ValueTask<ApiAnswer> Handler(ApiCall call, CancellationToken cancellationToken);

/// <summary>An operation that is served.</summary>
internal sealed record Route(Operation Operation, Repeat Repeat, Handler Handler);
