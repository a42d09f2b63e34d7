using Pinpush.Wire;

namespace Pinpush.Audience;

/// <summary>What the index knows of an endpoint: pairs of a field and a value.</summary>
internal static class EndpointTerms
{
    public const string Channel = "Channel", AppVersion = "AppVersion", Make = "Make", Model = "Model", Platform = "Platform", Country = "Country";

    /// <summary>The field of a custom attribute; names are case-sensitive.</summary>
    public static string Attribute(string name) => "Attributes." + name;

    /// <summary>The field of a user attribute.</summary>
    public static string UserAttribute(string name) => "UserAttributes." + name;

    /// <summary>The terms of an endpoint; none when there is no endpoint.</summary>
    public static HashSet<(string Field, string Value)> Of(EndpointResponse? endpoint)
    {
        var terms = new HashSet<(string, string)>();
        void Add(string field, string? value)
        {
            if (value is not null)
            {
                terms.Add((field, value));
            }
        }

        foreach (var (name, values) in endpoint?.Attributes ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            foreach (var value in values ?? [])
            {
                Add(Attribute(name), value);
            }
        }

        foreach (var (name, values) in endpoint?.User?.UserAttributes ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            foreach (var value in values ?? [])
            {
                Add(UserAttribute(name), value);
            }
        }

        Add(Channel, endpoint?.ChannelType?.Word());
        Add(AppVersion, endpoint?.Demographic?.AppVersion);
        Add(Make, endpoint?.Demographic?.Make);
        Add(Model, endpoint?.Demographic?.Model);
        Add(Platform, endpoint?.Demographic?.Platform);
        Add(Country, endpoint?.Location?.Country);
        return terms;
    }
}
