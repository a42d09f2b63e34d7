using Pinpush.Server.Api;
using Pinpush.Contract;

namespace Pinpush.Server.Apps;

/// <summary>CreateApp, GetApp, GetApps, DeleteApp and the settings.</summary>
internal static class AppRoutes
{
    public static void MapApps(this RouteTable routes, AppStore apps, Func<string, CancellationToken, Task> removeChildren)
    {
        routes.Map("CreateApp", async (call, cancellationToken) =>
            call.Read(WireJson.Default.CreateApplicationRequest, out var fault) is not { } request ? fault! // set when the request is null
            : AppRules.Check(request) is { Count: > 0 } faults ? ApiAnswer.BadRequest(faults)
            : ApiAnswer.Of(await apps.AddAsync(request, call.Region, cancellationToken), WireJson.Default.ApplicationResponse));
        routes.Map("GetApp", (call, _) => new(
            apps.Get(call.ApplicationId) is { } app ? ApiAnswer.Of(app, WireJson.Default.ApplicationResponse) : NoApp(call)));
        routes.Map("GetApps", (call, _) =>
        {
            var (page, next, fault) = call.Page(apps.List(), a => a.Id);
            return new(fault ?? ApiAnswer.Of(new ApplicationsResponse { Item = page, NextToken = next }, WireJson.Default.ApplicationsResponse));
        });
        routes.Map("DeleteApp", async (call, _) =>
        {
            // The app goes last, and a caller that hangs up stops nothing: whatever interrupts this, DeleteApp can be called again.
            if (apps.Get(call.ApplicationId) is null)
            {
                return NoApp(call);
            }

            await removeChildren(call.ApplicationId, CancellationToken.None);
            return await apps.RemoveAsync(call.ApplicationId, CancellationToken.None) is { } app ? ApiAnswer.Of(app, WireJson.Default.ApplicationResponse) : NoApp(call);
        });
        routes.MapOfApp(apps, "GetApplicationSettings", (call, _) => new(
            ApiAnswer.Of(apps.Settings(call.ApplicationId), WireJson.Default.ApplicationSettingsResource)));
        routes.MapOfApp(apps, "UpdateApplicationSettings", async (call, cancellationToken) =>
            call.Read(WireJson.Default.WriteApplicationSettingsRequest, out var fault) is not { } request ? fault! // set when the request is null
            : AppRules.Check(request) is { Count: > 0 } faults ? ApiAnswer.BadRequest(faults)
            : ApiAnswer.Of(await apps.WriteSettingsAsync(call.ApplicationId, request, cancellationToken), WireJson.Default.ApplicationSettingsResource));
    }

    /// <summary>Maps an operation of an app: 404 when the app is not there.</summary>
    public static void MapOfApp(this RouteTable routes, AppStore apps, string operation, Handler handler) => routes.Map(operation, (call, cancellationToken) =>
        apps.Get(call.ApplicationId) is null ? new(NoApp(call)) : handler(call, cancellationToken));

    private static ApiAnswer NoApp(ApiCall call) => ApiAnswer.NotFound($"Resource not found: there is no app '{call.ApplicationId}'.");
}
