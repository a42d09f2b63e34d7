using System.Text.Json.Serialization;

namespace Pinpush.Server.Templates;

/// <summary>JSON of what is stored of a template and the API does not know.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredTemplate))]
internal sealed partial class TemplateJson : JsonSerializerContext;
