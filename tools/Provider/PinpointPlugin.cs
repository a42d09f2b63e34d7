using System.Text.Json.Nodes;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;
using Pinpush.Provider.Campaigns;
using Pinpush.Provider.Segments;
using Pinpush.Provider.Templates;

namespace Pinpush.Provider;

/// <summary>What the AWS provider does not have of Pinpoint: segments, campaigns and push templates.</summary>
internal sealed class PinpointPlugin : PinpointDefinition
{
    private static readonly Shape Text = new Shape.Text();

    private static readonly Shape.Group Settings = new("Provider", "Where Pinpoint is, and whose calls these are.",
    [
        new("accessKey", Text, "The access key; goes with secretKey. Left out: AWS_ACCESS_KEY_ID, then the profile.") { IsSecret = true },
        new("endpoint", Text, "Address of the API, such as http://127.0.0.1:8787. Left out: AWS_ENDPOINT_URL_PINPOINT, then AWS itself."),
        new("maxRetries", new Shape.Whole(0, 100), "How often a failed call is repeated."),
        new("profile", Text, "A profile of the credentials file."),
        new("region", Text, "The region, e.g. eu-central-1. Left out: AWS_REGION, then AWS_DEFAULT_REGION."),
        new("secretKey", Text, "The secret key; goes with accessKey.") { IsSecret = true },
        new("sharedCredentialsFiles", new Shape.ListOf(Text), "Credentials files, looked through in this order."),
        new("skipMetadataApiCheck", new Shape.Flag(), "Do not ask the metadata service of the machine for credentials."),
        new("token", Text, "The session token of temporary keys.") { IsSecret = true },
    ]);

    public PinpointPlugin()
    {
        var (versions, templates) = (new SegmentVersions(), new ProgramTemplates());
        Kinds = [new SegmentKind(versions), new CampaignKind(versions, templates, TimeProvider.System), new TemplateKind(templates)];
        Description = new(
            "pinpoint", "Pinpush", typeof(PinpointPlugin).Assembly.GetName().Version!.ToString(3), // every assembly has a version
            "Segments, campaigns and push templates of Amazon Pinpoint.", Settings, [.. Kinds.Select(k => k.Description)]);
    }

    public override PluginDescription Description { get; }

    public override IReadOnlyList<ResourceKind> Kinds { get; }

    protected override string? EndpointIn(JsonObject config) => config.Text("endpoint");
}
