using System.Text;

namespace Pinpush.Contract;

/// <summary>What an endpoint must be. Source of the limits: Pinpoint quotas.</summary>
public static class EndpointRules
{
    /// <summary>Most endpoints of one batch.</summary>
    public const int MostInBatch = 100;

    /// <summary>Most endpoints of one user.</summary>
    public const int MostOfUser = 15;

    /// <summary>Most names over Attributes, Metrics and UserAttributes together.</summary>
    public const int MostAttributes = 250;

    private const int MostValues = 50, MostNameLength = 50, MostValueLength = 100, MostIdLength = 512, MostAttributeBytes = 15 * 1024;

    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(string? id, EndpointRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Fault.Found(
        [
            string.IsNullOrEmpty(id) ? Fault.Invalid("Id", " is missing: an endpoint needs an id.") : null,
            id?.Length > MostIdLength ? Fault.Invalid("Id", $" has {id.Length} characters; at most {MostIdLength} are allowed.") : null,
            id?.AsSpan().IndexOfAny('$', '{', '}') >= 0 ? Fault.Invalid("Id", $" '{id}' has one of $ {{ }}, which an id must not have.") : null,
            request.Address is "" ? Fault.Invalid("Address", " is empty.") : null,
            request.EffectiveDate is { } date && !IsoTime.TryParse(date, out _)
                ? Fault.Invalid("EffectiveDate", $" '{date}' is not an ISO 8601 time such as 2026-01-02T03:04:05.678Z.")
                : null,
            (request.Attributes?.Count ?? 0) + (request.Metrics?.Count ?? 0) + (request.User?.UserAttributes?.Count ?? 0) > MostAttributes
                ? Fault.Invalid("Attributes", $", Metrics and UserAttributes have more than {MostAttributes} names together.")
                : null,
            request.Metrics?.Values.Any(m => !double.IsFinite(m)) == true
                || !double.IsFinite(request.Location?.Latitude ?? 0) || !double.IsFinite(request.Location?.Longitude ?? 0)
                ? Fault.Invalid("Metrics", ", Location.Latitude or Location.Longitude has a number that is too large.")
                : null,
            .. Check(request.Attributes, "Attributes"),
            .. Check(request.User?.UserAttributes, "User.UserAttributes"),
            .. (request.Metrics ?? new Dictionary<string, double>()).SelectMany(m => Check(m.Key, values: null, "Metrics")),
        ]);
    }

    /// <summary>What an endpoint has too much of, in all that was ever told of it; null when it has room.</summary>
    public static Fault? CheckWhole(EndpointResponse endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var (attributes, metrics, ofUser) = (endpoint.Attributes, endpoint.Metrics, endpoint.User?.UserAttributes);
        var names = (attributes?.Count ?? 0) + (metrics?.Count ?? 0) + (ofUser?.Count ?? 0);
        return names == 0 ? null
            : names > MostAttributes ? Fault.Invalid(
                "Attributes", $", Metrics and UserAttributes of the endpoint would have {names} names together; at most {MostAttributes} are allowed.")
            : Bytes(attributes) + Bytes(ofUser) + (metrics?.Keys.Sum(Encoding.UTF8.GetByteCount) ?? 0) is > MostAttributeBytes and var bytes ? Fault.Invalid(
                "Attributes", $", Metrics and UserAttributes of the endpoint would have {bytes} bytes together; at most {MostAttributeBytes} are allowed.")
            : null;
    }

    private static int Bytes(IReadOnlyDictionary<string, IReadOnlyList<string>>? attributes) =>
        attributes?.Sum(a => Encoding.UTF8.GetByteCount(a.Key) + (a.Value?.Sum(Encoding.UTF8.GetByteCount) ?? 0)) ?? 0;

    private static IEnumerable<Fault> Check(IReadOnlyDictionary<string, IReadOnlyList<string>>? attributes, string path) =>
        attributes?.SelectMany(a => Check(a.Key, a.Value, path)) ?? [];

    private static IReadOnlyList<Fault> Check(string name, IReadOnlyList<string>? values, string path) => Fault.Found(
    [
        name.Length is 0 or > MostNameLength
            ? Fault.Invalid(path, $": the name '{name}' has {name.Length} characters; 1 to {MostNameLength} are allowed.")
            : null,
        values is { Count: > MostValues } ? Fault.Invalid($"{path}.{name}", $" has {values.Count} values; at most {MostValues} are allowed.") : null,
        values?.FirstOrDefault(v => v?.Length > MostValueLength) is { } tooLong
            ? Fault.Invalid($"{path}.{name}", $" has a value of {tooLong.Length} characters; at most {MostValueLength} are allowed.")
            : null,
        values?.Any(v => v is null) == true ? Fault.Invalid($"{path}.{name}", " has a null among its values; give strings.") : null,
    ]);
}
