using System.Text.Json.Nodes;

namespace Pinpush.Server.Tests;

/// <summary>Compares JSON by what it means, and shows both sides where they differ.</summary>
internal static class Same
{
    public static void Json(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}\nActual   {actual?.ToJsonString()}");
}
