using System.Text.Json.Serialization;

namespace Pinpush.Fakes;

/// <summary>The inbox as JSON: members in PascalCase, an absent member left out.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(IReadOnlyList<Delivery>))]
[JsonSerializable(typeof(InboxTotals))]
[JsonSerializable(typeof(TokenCount))]
[JsonSerializable(typeof(IReadOnlyList<TokenCount>))]
[JsonSerializable(typeof(IReadOnlyList<RepeatedMessage>))]
public sealed partial class InboxJson : JsonSerializerContext;
