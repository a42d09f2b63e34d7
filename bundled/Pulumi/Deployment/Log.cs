using Pulumirpc;

namespace Pulumi;

/// <summary>Messages for whoever runs the program, shown by the engine.</summary>
/// <remarks>
/// A message may belong to a resource and to a stream of messages that are shown together; an ephemeral one is shown
/// in the live display only. An error makes the run fail, exception or not.
/// </remarks>
public static class Log
{
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Write(LogSeverity.Debug, message, resource, streamId, ephemeral);

    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Write(LogSeverity.Info, message, resource, streamId, ephemeral);

    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Write(LogSeverity.Warning, message, resource, streamId, ephemeral);

    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Write(LogSeverity.Error, message, resource, streamId, ephemeral);

    /// <summary>An error with the exception's whole text, its stack included.</summary>
    public static void Exception(Exception exception, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Write(LogSeverity.Error, exception.ToString(), resource, streamId, ephemeral);
    }

    private static void Write(LogSeverity severity, string message, Resource? resource, int? streamId, bool? ephemeral)
    {
        var deployment = Deployment.Running;
        Deployment.Track(deployment.Logger.LogAsync(severity, message, resource, streamId ?? 0, ephemeral ?? false));
    }
}
