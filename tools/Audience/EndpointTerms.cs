using Pinpush.Contract;

namespace Pinpush.Audience;

/// <summary>What the index knows of an endpoint: pairs of a field and a value.</summary>
internal static class EndpointTerms
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> None = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The field of a custom attribute; names are case-sensitive.</summary>
    public static string Attribute(string name) => "Attributes." + name;

    /// <summary>The field of a user attribute.</summary>
    public static string UserAttribute(string name) => "UserAttributes." + name;

    /// <summary>The fields that are no attributes, in one text.</summary>
    public static string Facts { get; } = string.Join(' ', SetCriterion.All.Select(c => c.Member));

    /// <summary>The terms of an endpoint, a value that is listed twice also twice; none when there is no endpoint.</summary>
    public static List<(string Field, string Value)> Of(EndpointResponse? endpoint)
    {
        var terms = new List<(string, string)>();
        if (endpoint is null)
        {
            return terms;
        }

        void Add(string field, string? value)
        {
            if (value is not null)
            {
                terms.Add((field, value));
            }
        }

        foreach (var (name, values) in endpoint.Attributes ?? None)
        {
            foreach (var value in values ?? [])
            {
                Add(Attribute(name), value);
            }
        }

        foreach (var (name, values) in endpoint.User?.UserAttributes ?? None)
        {
            foreach (var value in values ?? [])
            {
                Add(UserAttribute(name), value);
            }
        }

        foreach (var criterion in SetCriterion.All)
        {
            Add(criterion.Member, criterion.Value(endpoint));
        }

        return terms;
    }
}
