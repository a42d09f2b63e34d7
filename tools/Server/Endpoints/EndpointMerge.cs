using System.Security.Cryptography;
using System.Text;
using Pinpush.Contract;

namespace Pinpush.Server.Endpoints;

/// <summary>Creates an endpoint from a request, or changes one: what is left out stays, leaf by leaf.</summary>
/// <remarks>
/// The facts leave the depth of the merge open; leaves fit how SDK clients use it. A value list that is given replaces the old one, <c>[]</c> empties it and
/// keeps the name, null changes nothing. Every update makes the endpoint ACTIVE unless the request says otherwise. Another UserId is another person, whose
/// attributes are not those of the one before; an empty one takes the endpoint from its user.
/// </remarks>
internal static class EndpointMerge
{
    public static EndpointResponse Apply(EndpointResponse? old, EndpointRequest request, string app, string id, string requestId, string now) => new()
    {
        Id = old?.Id ?? id,
        ApplicationId = app,
        Address = request.Address ?? old?.Address,
        ChannelType = request.ChannelType ?? old?.ChannelType,
        Attributes = Apply(old?.Attributes, request.Attributes),
        Metrics = Apply(old?.Metrics, request.Metrics),
        Demographic = Apply(old?.Demographic, request.Demographic),
        Location = Apply(old?.Location, request.Location),
        User = Apply(old?.User, request.User),
        EndpointStatus = request.EndpointStatus ?? EndpointStatus.Active,
        OptOut = request.OptOut ?? old?.OptOut ?? OptOut.None,
        CohortId = old?.CohortId ?? Cohort(app, id),
        CreationDate = old?.CreationDate ?? now,
        EffectiveDate = request.EffectiveDate ?? now,
        RequestId = requestId,
    };

    /// <summary>The attributes of a user of whom several things are known; the later goes before the earlier.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes(IEnumerable<EndpointUser?> known) =>
        known.Aggregate((IReadOnlyDictionary<string, IReadOnlyList<string>>?)null, (all, user) => Apply(all, user?.UserAttributes));

    public static bool IsSame(IReadOnlyDictionary<string, IReadOnlyList<string>>? one, IReadOnlyDictionary<string, IReadOnlyList<string>>? other) =>
        (one?.Count ?? 0) == (other?.Count ?? 0)
        && (one is null || one.All(a => other!.TryGetValue(a.Key, out var values) && values.SequenceEqual(a.Value))); // it has as many

    // 0 to 99, about one in a hundred each, and the same for the same endpoint wherever it is registered again.
    private static string Cohort(string app, string id) =>
        (BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{app} {id.ToLowerInvariant()}"))) % 100)
            .ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyDictionary<string, T>? Apply<T>(IReadOnlyDictionary<string, T>? old, IReadOnlyDictionary<string, T>? change)
    {
        if (old is null || change is null || change.Count == 0)
        {
            return change ?? old;
        }

        var merged = new Dictionary<string, T>(old, StringComparer.Ordinal);
        foreach (var (name, value) in change)
        {
            if (value is not null)
            {
                merged[name] = value;
            }
        }

        return merged;
    }

    private static EndpointUser? Apply(EndpointUser? old, EndpointUser? change)
    {
        if (change is null)
        {
            return old;
        }

        var user = (change.UserId ?? old?.UserId) is { Length: > 0 } named ? named : null;
        var isOther = old?.UserId is not null && user != old.UserId;
        return new() { UserId = user, UserAttributes = Apply(isOther ? null : old?.UserAttributes, change.UserAttributes) };
    }

    private static EndpointDemographic? Apply(EndpointDemographic? old, EndpointDemographic? change) => old is null || change is null ? change ?? old : new()
    {
        AppVersion = change.AppVersion ?? old.AppVersion,
        Locale = change.Locale ?? old.Locale,
        Make = change.Make ?? old.Make,
        Model = change.Model ?? old.Model,
        ModelVersion = change.ModelVersion ?? old.ModelVersion,
        Platform = change.Platform ?? old.Platform,
        PlatformVersion = change.PlatformVersion ?? old.PlatformVersion,
        Timezone = change.Timezone ?? old.Timezone,
    };

    private static EndpointLocation? Apply(EndpointLocation? old, EndpointLocation? change) => old is null || change is null ? change ?? old : new()
    {
        City = change.City ?? old.City,
        Country = change.Country ?? old.Country,
        Latitude = change.Latitude ?? old.Latitude,
        Longitude = change.Longitude ?? old.Longitude,
        PostalCode = change.PostalCode ?? old.PostalCode,
        Region = change.Region ?? old.Region,
    };
}
