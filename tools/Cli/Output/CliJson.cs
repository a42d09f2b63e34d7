using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Cli.Output;

/// <summary>The form of every record that <c>--json</c> prints, and of the tool's own files: members in camelCase, null members left out.</summary>
internal static class CliJson
{
    /// <param name="context">Of the record: it lies beside it.</param>
    public static JsonTypeInfo<T> Of<T>(JsonSerializerContext context) => (JsonTypeInfo<T>)new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = context,
    }.GetTypeInfo(typeof(T));
}
