using System.Net;

namespace Pinpush.Client;

/// <summary>The server answered, and not with what was asked for.</summary>
public sealed class RefusedGetException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;
}
