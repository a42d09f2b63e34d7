using Pinpush.Infra.Campaigns;
using Pinpush.Infra.Segments;
using Pinpush.Infra.Settings;
using Pinpush.Infra.Templates;
using Pinpush.Pinpoint;
using Pulumi;

namespace Pinpush.Infra;

/// <summary>All that one environment has.</summary>
internal static class PushStack
{
    /// <summary>Declares the resources. A new campaign is a file in <c>Campaigns/</c> and a line here.</summary>
    /// <returns>
    /// The stack's outputs. <c>applicationId</c>, <c>applicationArn</c> and <c>region</c> tell the app;
    /// <c>endpointUrl</c> the address of the API, null on AWS itself;
    /// <c>segments</c> and <c>campaigns</c> the ids by name, <c>templates</c> the templates' names.
    /// </returns>
    public static IDictionary<string, object?> Declare()
    {
        var settings = StackSettings.Read();
        var app = new PushApp(settings);

        var premium = PremiumCustomers.Declare(app);
        var lapsed = LapsedCustomers.Declare(app);
        var germany = PhonesInGermany.Declare(app);
        var loyal = LoyalCustomers.Declare(app, premium, lapsed);

        var welcomeBack = WelcomeBackTemplate.Declare();

        Campaign[] campaigns =
        [
            PremiumLaunch.Declare(app, premium, settings),
            WinterSale.Declare(app, germany, settings),
            WelcomeBack.Declare(app, lapsed, welcomeBack),
        ];

        return new Dictionary<string, object?>
        {
            ["applicationId"] = app.Id,
            ["applicationArn"] = app.App.Arn,
            ["region"] = app.App.Arn.Apply(arn => arn.Split(':')[3]), // arn:aws:mobiletargeting:REGION:ACCOUNT:apps/ID
            ["endpointUrl"] = settings.EndpointUrl,
            ["segments"] = ByName([premium, lapsed, germany, loyal], s => s.SegmentId),
            ["campaigns"] = ByName(campaigns, c => c.CampaignId),
            ["templates"] = ByName([welcomeBack], t => t.TemplateName),
        };
    }

    private static Dictionary<string, Output<string>> ByName<T>(IEnumerable<T> resources, Func<T, Output<string>> value)
        where T : Resource => resources.ToDictionary(r => r.GetResourceName(), value);
}
