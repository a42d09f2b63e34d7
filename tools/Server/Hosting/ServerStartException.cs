namespace Pinpush.Server.Hosting;

/// <summary>The server cannot start; the message names what is wrong, where, and what would be right.</summary>
public sealed class ServerStartException : Exception
{
    /// <summary>What is in use is the address where it was to listen.</summary>
    public bool IsOfAddress { get; init; }

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
