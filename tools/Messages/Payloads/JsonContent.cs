using System.Text.Json;

namespace Pinpush.Messages.Payloads;

/// <summary>Whether raw content has anything for a device.</summary>
internal static class JsonContent
{
    /// <summary>A member that has a text or a number somewhere, as <c>{"alert":{"title":"Hi"}}</c> has and <c>{"alert":{"title":""}}</c> has not.</summary>
    public static bool Shows(this JsonElement of, string name) => of.Find(name) is { } member && Shows(member);

    /// <summary>A member that is an object with members, whatever they say: an app reads them.</summary>
    public static bool HasMembers(this JsonElement of, string name) =>
        of.Find(name) is { ValueKind: JsonValueKind.Object } member && member.EnumerateObject().Any();

    /// <summary>A member of an object; null when it is not there, or of no object.</summary>
    public static JsonElement? Find(this JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : null;

    private static bool Shows(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => false,
        JsonValueKind.String => !string.IsNullOrWhiteSpace(value.GetString()),
        JsonValueKind.Object => value.EnumerateObject().Any(m => Shows(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(Shows),
        _ => true,
    };
}
