using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Contract;

/// <summary>Whether JSON is of the kinds that a request has in its places: for every place at once, what came and what would be right.</summary>
/// <remarks>
/// A member that is null is one that is left out, also where a map says so (<see cref="GivenOnly{T}"/>); null for another entry of a map, or in an array, is
/// wrong: what would be read back then is nothing that clients can read. Values are not quoted but for wrong words: some are secrets.
/// </remarks>
public static class JsonShape
{
    private const int MostFaults = 100;
    private const string Twice = "it is there twice";

    /// <returns>The first hundred faults; empty when all is right, and for what is no JSON at all, of which its reader tells the place.</returns>
    public static IReadOnlyList<Fault> Check(ReadOnlyMemory<byte> json, JsonTypeInfo type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var faults = new List<Fault>();
        try
        {
            using var document = JsonDocument.Parse(json);
            Check(document.RootElement, type.Type, isGivenOnly: false, type.Options, "$", faults);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // a name that is no text
        {
            return [];
        }

        return faults;
    }

    /// <summary>
    /// The same of what somebody wrote by hand: a member that the request does not have, or that is there twice, is wrong too. What is dropped without a word
    /// would mean something else.
    /// </summary>
    /// <remarks>The case of names is not told apart.</remarks>
    /// <exception cref="InvalidOperationException">A name is no whole Unicode text.</exception>
    public static IReadOnlyList<Fault> CheckStrictly(JsonElement json, JsonTypeInfo type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var faults = new List<Fault>();
        Check(json, type.Type, isGivenOnly: false, type.Options, "$", faults, isStrict: true);
        return faults;
    }

    private static void Check(
        JsonElement value, Type type, bool isGivenOnly, JsonSerializerOptions options, string path, List<Fault> faults, bool isStrict = false)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(JsonElement) || faults.Count == MostFaults)
        {
            return;
        }

        if (Wrong(value, type, options) is { } why)
        {
            Tell(faults, path, why);
        }
        else if (Arguments(type, typeof(IReadOnlyDictionary<,>)) is [_, var entry])
        {
            var seen = isStrict ? new HashSet<string>(StringComparer.Ordinal) : null;
            foreach (var member in value.EnumerateObject().Where(m => !isGivenOnly || m.Value.ValueKind != JsonValueKind.Null))
            {
                if (seen?.Add(member.Name) == false)
                {
                    Tell(faults, $"{path}.{member.Name}", Twice);
                }

                Check(member.Value, entry, isGivenOnly: false, options, $"{path}.{member.Name}", faults, isStrict);
            }
        }
        else if (Arguments(type, typeof(IReadOnlyList<>)) is [var item])
        {
            foreach (var (i, element) in value.EnumerateArray().Index())
            {
                Check(element, item, isGivenOnly: false, options, $"{path}[{i}]", faults, isStrict);
            }
        }
        else if (options.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Object } record)
        {
            var casing = isStrict ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
            var seen = isStrict ? new HashSet<JsonPropertyInfo>() : null;
            foreach (var member in value.EnumerateObject().Where(m => isStrict || m.Value.ValueKind != JsonValueKind.Null))
            {
                var property = record.Properties.FirstOrDefault(p => p.Name.Equals(member.Name, casing));
                if (isStrict && (property is null || seen?.Add(property) == false))
                {
                    Tell(faults, $"{path}.{member.Name}", property is null ? $"there is no such member; there are {Names(record)}" : Twice);
                }
                else if (property is not null && member.Value.ValueKind != JsonValueKind.Null)
                {
                    Check(member.Value, property.PropertyType, property.CustomConverter is not null, options, $"{path}.{member.Name}", faults, isStrict);
                }
            }
        }
    }

    private static void Tell(List<Fault> faults, string path, string why)
    {
        if (faults.Count < MostFaults)
        {
            faults.Add(Fault.AtJson(path, why));
        }
    }

    private static string Names(JsonTypeInfo record) => string.Join(", ", record.Properties.Select(p => p.Name).Order(StringComparer.Ordinal));

    // What came and what would be right; null when they are of one kind.
    private static string? Wrong(JsonElement value, Type type, JsonSerializerOptions options)
    {
        var kind = value.ValueKind;
        var (isRight, right) = type switch
        {
            _ when type == typeof(string) => (kind == JsonValueKind.String, "a string"),
            _ when type == typeof(bool) => (kind is JsonValueKind.True or JsonValueKind.False, "true or false"),
            _ when type == typeof(double) => (kind == JsonValueKind.Number, "a number"),
            _ when type == typeof(int) => (kind == JsonValueKind.Number && value.TryGetInt32(out _), $"a whole number of at most {int.MaxValue}"),
            { IsEnum: true } => (true, "a word"), // which ones there are is told below, whatever came
            _ when Arguments(type, typeof(IReadOnlyList<>)) is [var item] =>
                (kind == JsonValueKind.Array, item == typeof(string) ? "an array of strings" : "an array"),
            _ => (kind == JsonValueKind.Object, "an object"),
        };
        return !isRight ? $"{Came(kind)} came, and {right} is expected"
            : type == typeof(string) && !IsText(value) ? "the string is no whole Unicode text"
            : type.IsEnum ? Word(value, type, options)
            : null;
    }

    private static string? Word(JsonElement value, Type type, JsonSerializerOptions options)
    {
        try
        {
            value.Deserialize(options.GetTypeInfo(type));
            return null;
        }
        catch (JsonException fault)
        {
            return JsonComplaint.Words(fault);
        }
    }

    private static bool IsText(JsonElement value)
    {
        try
        {
            value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // "\ud800": JSON by its grammar, and no text
        }
    }

    private static Type[] Arguments(Type type, Type generic) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == generic ? type.GetGenericArguments() : [];

    private static string Came(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
