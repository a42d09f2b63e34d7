using Pinpush.Contract;

namespace Pinpush.Server.Endpoints;

/// <summary>What became of one endpoint in a transaction.</summary>
internal sealed record EndpointChange(int Number, EndpointResponse? Before, EndpointResponse? After);
