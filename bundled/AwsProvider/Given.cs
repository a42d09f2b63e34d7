using System.Text.Json.Nodes;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;

namespace Pinpush.AwsProvider;

/// <summary>What is set of the properties. The official plugin knows no null: 0 and an empty text are what is not set.</summary>
internal static class Given
{
    /// <summary>What an update would change, as the official plugin tells it: the state beside the program, down to the single value.</summary>
    public static List<PropertyChange> Changes(Shape.Group group, ResourceCall call) =>
        Changes(Of(group, call.OldOutputs.Values), Of(group, call.Inputs.Values));

    public static List<PropertyChange> Changes(JsonObject state, JsonObject program) =>
        [.. PropertyChanges.Between(state, program).Select(c => c with { IsOfState = true })];

    /// <summary>The members that are set. Blocks and maps are always there, though empty, so that each of their members differs by itself.</summary>
    public static JsonObject Of(Shape.Group group, JsonObject? values) =>
        new(group.Members.Select(m => KeyValuePair.Create(m.Name, Of(m.Shape, values?[m.Name]))).Where(m => m.Value is not null));

    /// <summary>Every member, with what stands for one that is not set.</summary>
    public static JsonObject Complete(Shape.Group group, JsonObject? values) =>
        new(group.Members.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Name, m.Shape switch
        {
            Shape.Group block => Json.IsUnknown(values?[m.Name]) ? PropertyBag.Unknown : Complete(block, values.Inner(m.Name)),
            Shape.Whole => values?[m.Name]?.DeepClone() ?? 0,
            _ => values?[m.Name]?.DeepClone() ?? "",
        })));

    private static JsonNode? Of(Shape shape, JsonNode? value) => (shape, value) switch
    {
        (Shape.Group block, null or JsonObject) => Of(block, value as JsonObject),
        (Shape.MapOf, null) => new JsonObject(),
        (Shape.MapOf, JsonObject) when Json.HasUnknown(value) => PropertyBag.Unknown,
        (Shape.Whole, { } number) when !Json.IsUnknown(number) && Json.Number(number) == 0 => null,
        (Shape.Text, JsonValue text) when text.TryGetValue<string>(out var word) && word.Length == 0 => null,
        _ => value?.DeepClone(),
    };
}
