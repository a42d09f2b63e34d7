using Pinpush.Contract;
using Pinpush.Server.Kernel;

namespace Pinpush.Server.Apps;

/// <summary>CreateApp, GetApp, GetApps and the settings.</summary>
internal static class AppRoutes
{
    public static AppStore Add(Parts parts)
    {
        var apps = parts.Keep(new AppStore(parts.Documents, parts.Account, parts.Time));
        parts.Tagged.Add("apps/*", async (names, change, token) => await apps.TagAsync(names[0], change, token) is { } a ? new Tagged(a.Tags) : null);

        var routes = parts.Routes;
        routes.HasApp = id => apps.Get(id) is not null;
        routes.Map("CreateApp", WireJson.Default.CreateApplicationRequest, AppRules.Check, async (call, request, token) =>
            Of(await apps.AddAsync(request, call.Region, token)));
        routes.Map("GetApp", call => Of(apps.Get(call.ApplicationId)!)); // looked for by the table
        routes.Map("GetApps", call => call.Page(apps.List(), a => a.Id, (page, next) =>
            ApiAnswer.Listed(new ApplicationsResponse { Item = [.. page.Select(Whole)], NextToken = next }, WireJson.Default.ApplicationsResponse)));
        routes.Map("GetApplicationSettings", call => Of(apps.Settings(call.ApplicationId)));
        routes.Map("UpdateApplicationSettings", WireJson.Default.WriteApplicationSettingsRequest, AppRules.Check, async (call, request, token) =>
            Of(await apps.WriteSettingsAsync(call.ApplicationId, request, token)));
        return apps;
    }

    public static ApiAnswer Of(ApplicationResponse app) => ApiAnswer.Of(Whole(app), WireJson.Default.ApplicationResponse);

    private static ApplicationResponse Whole(ApplicationResponse app) => app with { Tags = app.Tags ?? new Dictionary<string, string>() };

    // Clients take it for granted that the three are there: terraform-provider-aws does not ask.
    private static ApiAnswer Of(ApplicationSettingsResource settings) => ApiAnswer.Of(
        settings with { CampaignHook = settings.CampaignHook ?? new(), Limits = settings.Limits ?? new(), QuietTime = settings.QuietTime ?? new() },
        WireJson.Default.ApplicationSettingsResource);
}
