using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace Amazon.Pinpoint.Tests;

/// <summary>Between the client's objects and JSON, by reflection, so that the test knows no operation.</summary>
internal static class Mapping
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance;

    /// <summary>An object of a type with the members that <paramref name="json"/> has.</summary>
    public static object? From(JsonNode? json, System.Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (json is JsonArray array)
        {
            var list = (IList)Activator.CreateInstance(type)!; // a List<T>
            foreach (var item in array)
            {
                list.Add(From(item, type.GetGenericArguments()[0]));
            }

            return list;
        }

        if (json is JsonObject members && type.IsGenericType)
        {
            var map = (IDictionary)Activator.CreateInstance(type)!; // a Dictionary<string, T>
            foreach (var (key, value) in members)
            {
                map[key] = From(value, type.GetGenericArguments()[1]);
            }

            return map;
        }

        if (json is JsonObject)
        {
            var made = Activator.CreateInstance(type)!; // a structure of the model
            foreach (var (name, value) in json.AsObject())
            {
                var property = type.GetProperty(name, Own | BindingFlags.IgnoreCase) ?? throw new MissingMemberException(type.Name, name);
                property.SetValue(made, From(value, property.PropertyType));
            }

            return made;
        }

        return type == typeof(DateTime) ? DateTime.Parse(json!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)
            : type == typeof(MemoryStream) ? new MemoryStream(Convert.FromBase64String(json!.GetValue<string>()))
            : typeof(ConstantClass).IsAssignableFrom(type) ? Activator.CreateInstance(type, json!.GetValue<string>())
            : type == typeof(bool) ? json!.GetValue<bool>()
            : type == typeof(int) ? json!.GetValue<int>()
            : type == typeof(long) ? json!.GetValue<long>()
            : type == typeof(double) ? json!.GetValue<double>()
            : json!.GetValue<string>(); // boto3 was passed no null
    }

    /// <summary>The members of the model that are set; not what every answer has.</summary>
    public static JsonNode? To(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int or long or double => JsonValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        DateTime time => JsonValue.Create(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ConstantClass constant => JsonValue.Create(constant.Value),
        MemoryStream blob => JsonValue.Create(Convert.ToBase64String(blob.ToArray())),
        IDictionary map => new JsonObject(map.Keys.Cast<string>().Select(k => KeyValuePair.Create(k, To(map[k])))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(To)]),
        _ => new JsonObject(value.GetType().GetProperties(Own)
            .Where(p => p.CanWrite && p.DeclaringType!.Namespace!.StartsWith("Amazon.Pinpoint", StringComparison.Ordinal)) // properties have a declaring type
            .Select(p => (p.Name, Value: To(p.GetValue(value)))).Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value))),
    };
}
