using Microsoft.Extensions.Logging;
using Pinpush.Server.Identity;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Kernel;

/// <summary>What a feature is made of and adds itself to.</summary>
/// <param name="Data">Where it keeps files of its own.</param>
/// <param name="Documents">All small aggregates.</param>
/// <param name="Stopping">The server is asked to stop: calls are still answered, but nothing that takes long is begun.</param>
internal sealed record Parts(
    DataFolder Data, DocumentFile Documents, Account Account, TimeProvider Time, ILoggerFactory Logs, Kept Kept, CancellationToken Stopping)
{
    public RouteTable Routes { get; } = new();

    public OwnRoutes Own { get; } = new();

    public AppEnds AppEnds { get; } = new();

    public TaggedResources Tagged { get; } = new();

    /// <summary>Closes the part when the server ends, before all that was kept earlier.</summary>
    public T Keep<T>(T part)
        where T : class => Kept.Add(part);

    public ILogger<T> Log<T>() => Logs.CreateLogger<T>();
}
