using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;

namespace Pinpush.Provider;

/// <summary>What belongs to an app: its id in the state is <c>APPLICATIONID/ID</c>, which is also what an import takes.</summary>
internal static class OfApp
{
    public static readonly Member ApplicationId =
        new("applicationId", new Shape.Text(), "The id of the app.") { IsRequired = true, Replaces = true, Wire = null };

    public static (string App, string Id) Split(string id) => id.Split('/') is [{ Length: > 0 } app, { Length: > 0 } own]
        ? (app, own)
        : throw new RefusedException($"'{id}' is no id of the form APPLICATIONID/ID, as in an import: pulumi import TYPE NAME APPLICATIONID/ID.");

    /// <summary>The app that a resource is in; null while it is not known.</summary>
    public static string? Of(ResourceCall call) => Json.IsUnknown(call.Inputs.Values["applicationId"]) ? null : call.Inputs.Values.Text("applicationId");

    /// <summary>The same in a preview; while it is not known, one call of another kind shows whether any can be made.</summary>
    /// <returns>Null also while the provider's settings are not known.</returns>
    public static async Task<string?> KnownAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        if (call.Connection is null)
        {
            return null;
        }

        if (Of(call) is { } app)
        {
            return app;
        }

        await call.TryAsync(cancellationToken);
        return null;
    }
}
