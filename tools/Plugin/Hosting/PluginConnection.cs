using Grpc.Core;

namespace Pinpush.Plugin.Hosting;

/// <summary>What the operations of a configured plugin make their calls with.</summary>
public abstract class PluginConnection : IDisposable
{
    /// <summary>What a failed call means to the engine, and how it is told.</summary>
    /// <param name="unknown">The code for a call of which nobody knows whether it took effect.</param>
    /// <returns>Null for a fault that is none of a call.</returns>
    public abstract (StatusCode Code, string Text)? Judge(Exception fault, StatusCode unknown);

    public abstract void Dispose();
}
