using Pinpush.Server.Kernel;

namespace Pinpush.Server.Apps;

/// <summary>DeleteApp: one step. When it is durable the app is gone, whatever happens then, and a caller that hangs up stops nothing.</summary>
internal static class DeleteAppRoute
{
    /// <summary>Added after all features that have something of an app: its work ends before they close.</summary>
    public static AppRemains Add(Parts parts, AppStore apps)
    {
        var remains = parts.Keep(new AppRemains(parts.Documents, parts.AppEnds, parts.Time, parts.Log<AppRemains>()));
        parts.Routes.Map("DeleteApp", async (call, _) =>
        {
            var app = apps.Get(call.ApplicationId);
            if (app is null || !await parts.Documents.EndAppAsync(app.Id, CancellationToken.None)) // of two at once one finds it
            {
                return RouteTable.NoApp(call);
            }

            await remains.RemoveAsync(app.Id, CancellationToken.None);
            return AppRoutes.Of(app);
        });
        return remains;
    }
}
