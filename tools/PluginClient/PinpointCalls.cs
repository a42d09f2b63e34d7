using Pinpush.Client;
using Pinpush.Plugin.Hosting;

namespace Pinpush.PluginClient;

/// <summary>What an operation on a resource of Pinpoint calls with.</summary>
public static class PinpointCalls
{
    /// <summary>The provider's own region; null while its settings are not known.</summary>
    public static string? Region(this ResourceCall call) => Of(call)?.Settings.Region;

    /// <summary>The client of a region, null being the provider's own.</summary>
    public static PinpushClient Client(this ResourceCall call, string? region = null) =>
        Of(call)?.Client(region) ?? throw new InvalidOperationException("An operation that needs the API has no connection."); // the host sees to it

    /// <summary>Makes a call once for the plugin, when no other would show before an update that there are no keys, or no server.</summary>
    /// <remarks>Keys that may not list apps are keys.</remarks>
    public static Task TryAsync(this ResourceCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Connection is PinpointConnection connection ? connection.TryAsync(cancellationToken) : Task.CompletedTask;
    }

    /// <summary>The client; null while the provider's settings are not known.</summary>
    public static PinpushClient? Client(this CheckCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Of(call.Connection)?.Client();
    }

    /// <summary>Whether the calls go to a server other than AWS; false while the provider's settings are not known.</summary>
    public static bool CallsPinpush(this CheckCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Of(call.Connection)?.Settings.IsAws == false;
    }

    private static Connection? Of(ResourceCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Of(call.Connection);
    }

    private static Connection? Of(PluginConnection? connection) => ((PinpointConnection?)connection)?.Calls;
}
