using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;

namespace Pinpush.AwsProvider.Apps;

/// <summary>
/// An app that a program marks with the tag <c>pinpush:key</c> is made once: a create after a kill or a lost state finds it by that tag and its name, and takes it over.
/// </summary>
/// <remarks>The official plugin does not do this; with it, a second app is made, which has no devices.</remarks>
internal static class AppAdoption
{
    private const string Tag = "pinpush:key";

    /// <returns>Null when the program did not mark it, or there is none yet.</returns>
    public static async Task<ApplicationResponse?> FindAsync(AmazonPinpointClient client, string name, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        if (!tags.TryGetValue(Tag, out var key))
        {
            return null;
        }

        var request = new GetAppsRequest { PageSize = "100" };
        do
        {
            var page = (await client.GetAppsAsync(request, cancellationToken)).ApplicationsResponse;
            if (page.Item?.Find(a => a.Name == name && a.Tags?.GetValueOrDefault(Tag) == key) is { } known)
            {
                return known;
            }

            request.Token = page.NextToken;
        }
        while (request.Token is not null);

        return null;
    }
}
