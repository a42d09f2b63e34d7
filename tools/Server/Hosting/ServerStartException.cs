namespace Pinpush.Server.Hosting;

/// <summary>The server cannot start; the message names what is wrong, where, and what would be right.</summary>
public sealed class ServerStartException : Exception
{
    public ServerStartException()
    {
    }

    public ServerStartException(string message)
        : base(message)
    {
    }

    public ServerStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
