using System.Text.Json.Nodes;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;

namespace Pinpush.AwsProvider.Apps;

/// <summary>An app as the API tells it.</summary>
/// <param name="Settings">Its blocks as properties; what is not set is left out.</param>
internal sealed record AppFacts(string Id, string Arn, string Name, JsonObject Settings, IReadOnlyDictionary<string, string> Tags);

/// <summary>The API's calls of an app, in the order in which the official plugin makes them.</summary>
internal static class AppCalls
{
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<AppFacts> ReadAsync(AmazonPinpointClient client, string id, CancellationToken cancellationToken)
    {
        var app = (await client.GetAppAsync(new GetAppRequest { ApplicationId = id }, cancellationToken)).ApplicationResponse;
        var settings = await client.GetApplicationSettingsAsync(new GetApplicationSettingsRequest { ApplicationId = id }, cancellationToken);
        var tags = await client.ListTagsForResourceAsync(new ListTagsForResourceRequest { ResourceArn = app.Arn }, cancellationToken);
        return new(app.Id, app.Arn, app.Name, SettingsJson.Of(settings.ApplicationSettingsResource), tags.TagsModel.Tags ?? []);
    }

    /// <summary>Removes and writes what differs.</summary>
    public static async Task WriteTagsAsync(
        AmazonPinpointClient client, string arn, IReadOnlyDictionary<string, string> there, IReadOnlyDictionary<string, string> wanted,
        CancellationToken cancellationToken)
    {
        if (there.Keys.Except(wanted.Keys).ToList() is { Count: > 0 } gone)
        {
            await client.UntagResourceAsync(new UntagResourceRequest { ResourceArn = arn, TagKeys = gone }, cancellationToken);
        }

        if (wanted.Where(t => !(there.TryGetValue(t.Key, out var value) && value == t.Value)).ToDictionary() is { Count: > 0 } changed)
        {
            await client.TagResourceAsync(new TagResourceRequest { ResourceArn = arn, TagsModel = new TagsModel { Tags = changed } }, cancellationToken);
        }
    }

    public static Task WriteSettingsAsync(
        AmazonPinpointClient client, string id, WriteApplicationSettingsRequest request, CancellationToken cancellationToken) =>
        client.UpdateApplicationSettingsAsync(
            new UpdateApplicationSettingsRequest { ApplicationId = id, WriteApplicationSettingsRequest = request }, cancellationToken);

    public static bool IsEmpty(this WriteApplicationSettingsRequest request) => request is { CampaignHook: null, Limits: null, QuietTime: null };
}
