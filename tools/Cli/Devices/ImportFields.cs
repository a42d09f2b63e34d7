using System.Globalization;
using Amazon.Pinpoint.Model;

namespace Pinpush.Cli.Devices;

/// <summary>Puts the dotted names of Pinpoint's import files (<c>User.UserId</c>, <c>Attributes.plan</c>) into an endpoint.</summary>
/// <remarks>
/// Source: Pinpoint User Guide, importing segments. Lines of Pinpoint's own exports are taken too, which its import does not: a status is written, so that a
/// device that was dead there stays it, and what the app gives an endpoint anew (app, cohort, date of creation) is left out.
/// </remarks>
internal static class ImportFields
{
    private const string UserAttributes = "UserAttributes.";

    /// <summary>Characters of a name that a message repeats.</summary>
    private const int MostShown = 60;

    private static readonly string[] Channels = ["APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "GCM"];

    /// <summary>Channels that Pinpoint has and that are no push of Apple's or Google's.</summary>
    private static readonly string[] Others = ["EMAIL", "SMS", "VOICE", "CUSTOM", "BAIDU", "ADM", "PUSH", "IN_APP"];

    public static ImportLine Build(int number, IEnumerable<(string Name, string Value)> fields)
    {
        var (item, length) = (new EndpointBatchItem(), 0);
        fields = [.. fields];
        if (fields.FirstOrDefault(f => f.Name == "ChannelType").Value is { } channel && Others.Contains(channel))
        {
            return new ImportLine.Other(number);
        }

        foreach (var (name, value) in fields)
        {
            length += name.Length + value.Length;
            if (Set(item, name, value) is { } fault)
            {
                return new ImportLine.Bad(number, fault);
            }
        }

        if (string.IsNullOrEmpty(item.Address) || item.ChannelType is null)
        {
            return new ImportLine.Bad(number, "Address and ChannelType are needed");
        }

        item.Id = string.IsNullOrEmpty(item.Id) ? item.Address : item.Id;
        return new ImportLine.Device(number, item, length);
    }

    /// <returns>Null when set, else what is wrong with the name or value.</returns>
    public static string? Set(EndpointBatchItem item, string name, string value)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (group, leaf) = dot < 0 ? (name, "") : (name[..(dot + 1)], name[(dot + 1)..]);
        switch (group)
        {
            case "Id": item.Id = value; return null;
            case "Address": item.Address = value; return null;
            case "ChannelType" when Channels.Contains(value): item.ChannelType = value; return null;
            case "ChannelType": return $"ChannelType is none of {string.Join(", ", Channels)}";
            case "EndpointStatus" when value is "ACTIVE" or "INACTIVE": item.EndpointStatus = value; return null;
            case "EndpointStatus": return "EndpointStatus is neither ACTIVE nor INACTIVE";
            case "ApplicationId" or "CohortId" or "CreationDate": return null;
            case "OptOut" when value is "ALL" or "NONE": item.OptOut = value; return null;
            case "OptOut": return "OptOut is neither ALL nor NONE";
            case "EffectiveDate": item.EffectiveDate = value; return null;
            case "RequestId": item.RequestId = value; return null;
            case "Attributes." when leaf.Length > 0: Append(item.Attributes ??= [], leaf, value); return null;
            case "Metrics." when leaf.Length > 0: return SetNumber(name, value, number => (item.Metrics ??= [])[leaf] = number);
            case "User.": return SetUser(item.User ??= new EndpointUser(), leaf, value) ? null : Unknown(name);
            case "Demographic.": return SetDemographic(item.Demographic ??= new EndpointDemographic(), leaf, value) ? null : Unknown(name);
            case "Location.": return SetLocation(item.Location ??= new EndpointLocation(), name, leaf, value);
            default: return Unknown(name);
        }
    }

    /// <summary>The first name that has one value and is there twice, as a message shows it; null for none.</summary>
    public static string? Twice(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.FirstOrDefault(n => !HasValues(n) && !seen.Add(n)) is { } twice ? Shown(twice) : null;

        static bool HasValues(string name) =>
            name.StartsWith("Attributes.", StringComparison.Ordinal) || name.StartsWith($"User.{UserAttributes}", StringComparison.Ordinal);
    }

    /// <summary>A name in quotes, or words for one that would spoil a terminal.</summary>
    public static string Shown(string name) => name.Length <= MostShown && !name.Any(char.IsControl) ? $"'{name}'" : "a long or unprintable name";

    private static bool SetUser(EndpointUser user, string leaf, string value)
    {
        if (leaf == "UserId")
        {
            user.UserId = value;
            return true;
        }

        if (!leaf.StartsWith(UserAttributes, StringComparison.Ordinal) || leaf.Length == UserAttributes.Length)
        {
            return false;
        }

        Append(user.UserAttributes ??= [], leaf[UserAttributes.Length..], value);
        return true;
    }

    private static bool SetDemographic(EndpointDemographic demographic, string leaf, string value)
    {
        switch (leaf)
        {
            case "AppVersion": demographic.AppVersion = value; return true;
            case "Locale": demographic.Locale = value; return true;
            case "Make": demographic.Make = value; return true;
            case "Model": demographic.Model = value; return true;
            case "ModelVersion": demographic.ModelVersion = value; return true;
            case "Platform": demographic.Platform = value; return true;
            case "PlatformVersion": demographic.PlatformVersion = value; return true;
            case "Timezone": demographic.Timezone = value; return true;
            default: return false;
        }
    }

    private static string? SetLocation(EndpointLocation location, string name, string leaf, string value)
    {
        switch (leaf)
        {
            case "City": location.City = value; return null;
            case "Country": location.Country = value; return null;
            case "PostalCode": location.PostalCode = value; return null;
            case "Region": location.Region = value; return null;
            case "Latitude": return SetNumber(name, value, number => location.Latitude = number);
            case "Longitude": return SetNumber(name, value, number => location.Longitude = number);
            default: return Unknown(name);
        }
    }

    /// <summary>NaN and infinities, which JSON cannot carry, are no numbers here.</summary>
    private static string? SetNumber(string name, string value, Action<double> set)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return $"{Shown(name)} is no number";
        }

        set(number);
        return null;
    }

    private static void Append(Dictionary<string, List<string>> map, string name, string value)
    {
        if (!map.TryGetValue(name, out var values))
        {
            map[name] = values = [];
        }

        values.Add(value);
    }

    private static string Unknown(string name) => $"{Shown(name)} is no name that can be imported";
}
