using Pinpush.Contract;

namespace Pinpush.Server.Endpoints;

/// <summary>An endpoint as it will be written unless there is one of that id by then.</summary>
internal sealed class NewEndpoint(EndpointResponse endpoint)
{
    public EndpointResponse Endpoint => endpoint;

    public byte[] Body { get; } = EndpointRows.Body(endpoint);
}
