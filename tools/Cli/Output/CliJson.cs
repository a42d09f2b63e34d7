using System.Text.Json.Serialization;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Output;

/// <summary>Every record that <c>--json</c> prints, and the files of the tool's own: members in camelCase, null members left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KnownServer))]
internal sealed partial class CliJson : JsonSerializerContext;
