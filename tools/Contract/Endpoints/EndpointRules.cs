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

    private const int MostValues = 50, MostNameLength = 50, MostValueLength = 100, MostIdLength = 512;

    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<string> Check(string? id, EndpointRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new List<string>();
        void Fault(bool wrong, string fault)
        {
            if (wrong)
            {
                faults.Add(fault);
            }
        }

        Fault(string.IsNullOrEmpty(id), "Id is missing: an endpoint needs an id.");
        Fault(id?.Length > MostIdLength, $"Id has {id?.Length} characters; at most {MostIdLength} are allowed.");
        Fault(id?.AsSpan().IndexOfAny('$', '{', '}') >= 0, $"Id '{id}' has one of $ {{ }}, which an id must not have.");
        Fault(request.EndpointStatus is not (null or "ACTIVE" or "INACTIVE"), $"EndpointStatus '{request.EndpointStatus}' is neither ACTIVE nor INACTIVE.");
        Fault(request.OptOut is not (null or "ALL" or "NONE"), $"OptOut '{request.OptOut}' is neither ALL nor NONE.");
        Fault(request.Address is { Length: 0 }, "Address is empty.");
        Fault(
            request.EffectiveDate is { } date && !IsoTime.TryParse(date, out _),
            $"EffectiveDate '{request.EffectiveDate}' is not an ISO 8601 time such as 2026-01-02T03:04:05.678Z.");
        Fault(
            (request.Attributes?.Count ?? 0) + (request.Metrics?.Count ?? 0) + (request.User?.UserAttributes?.Count ?? 0) > MostAttributes,
            $"Attributes, Metrics and UserAttributes have more than {MostAttributes} names together.");
        Fault(
            request.Metrics?.Values.Any(m => !double.IsFinite(m)) == true || !double.IsFinite(request.Location?.Latitude ?? 0) || !double.IsFinite(request.Location?.Longitude ?? 0),
            "Metrics, Location.Latitude or Location.Longitude has a number that is too large.");
        Check(request.Attributes, "Attributes", faults);
        Check(request.User?.UserAttributes, "User.UserAttributes", faults);
        return faults;
    }

    private static void Check(IReadOnlyDictionary<string, IReadOnlyList<string>>? attributes, string path, List<string> faults)
    {
        foreach (var (name, values) in attributes ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            if (name.Length is 0 or > MostNameLength)
            {
                faults.Add($"{path}: the name '{name}' has {name.Length} characters; 1 to {MostNameLength} are allowed.");
            }

            if (values is { Count: > MostValues })
            {
                faults.Add($"{path}.{name} has {values.Count} values; at most {MostValues} are allowed.");
            }

            if (values?.FirstOrDefault(v => v?.Length > MostValueLength) is { } tooLong)
            {
                faults.Add($"{path}.{name} has a value of {tooLong.Length} characters; at most {MostValueLength} are allowed.");
            }

            if (values?.Any(v => v is null) == true)
            {
                faults.Add($"{path}.{name} has a null among its values; give strings.");
            }
        }
    }
}
