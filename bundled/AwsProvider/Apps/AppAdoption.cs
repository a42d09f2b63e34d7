using Amazon.Pinpoint.Model;
using Pinpush.Client;

namespace Pinpush.AwsProvider.Apps;

/// <summary>
/// An app that a program marks with the tag <c>pinpush:key</c> is made once: a create after a kill or a lost state finds it by that tag and
/// the name that the program gives it, if it gives one, and takes it over.
/// </summary>
/// <remarks>The official plugin does not do this; with it, a second app is made, which has no devices.</remarks>
internal static class AppAdoption
{
    /// <param name="name">Null for one that is made up.</param>
    /// <returns>Null when the program did not mark it, or there is none yet.</returns>
    public static async Task<ApplicationResponse?> FindAsync(
        PinpushClient client, string? name, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken) =>
        tags.TryGetValue(Contract.OwnTags.Key, out var key)
            ? await client.AppsAsync(cancellationToken)
                .FirstOrDefaultAsync(a => (name is null || a.Name == name) && a.Tags?.GetValueOrDefault(Contract.OwnTags.Key) == key, cancellationToken)
            : null;
}
