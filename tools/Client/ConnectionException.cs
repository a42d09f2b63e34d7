namespace Pinpush.Client;

/// <summary>No connection can be made with these settings; the message says why and has no key in it.</summary>
public sealed class ConnectionException : Exception
{
    public ConnectionException(string message)
        : base(message)
    {
    }

    public ConnectionException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
