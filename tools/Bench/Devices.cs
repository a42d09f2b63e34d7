using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Pinpush.Bench;

/// <summary>Made-up devices, the same in every run.</summary>
internal static class Devices
{
    /// <summary>64 hex digits without order, as real device tokens.</summary>
    public static string Token(int i) => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(i)));

    /// <summary>An endpoint of middling size: a user, four attributes, a device.</summary>
    /// <param name="channel">APNS or GCM.</param>
    public static JsonObject Endpoint(int i, string channel) => new()
    {
        ["Address"] = Token(i),
        ["ChannelType"] = channel,
        ["OptOut"] = "NONE",
        ["Attributes"] = new JsonObject
        {
            ["plan"] = new JsonArray(i % 5 == 0 ? "premium" : "free"),
            ["interests"] = new JsonArray($"topic-{i % 20}", $"topic-{i % 7}"),
        },
        ["Demographic"] = new JsonObject { ["AppVersion"] = $"3.{i % 12}", ["Platform"] = "ios", ["Model"] = $"iPhone{i % 9 + 8}", ["Locale"] = "en_US" },
        ["User"] = new JsonObject { ["UserId"] = string.Create(CultureInfo.InvariantCulture, $"user-{i}") },
    };

    /// <summary>The body of one call that registers 100 of them.</summary>
    public static byte[] Batch(int number, string channel) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["Item"] = new JsonArray([.. Enumerable.Range(number * 100, 100).Select(i =>
        {
            var item = Endpoint(i, channel);
            item["Id"] = $"endpoint-{i}";
            return item;
        })]),
    }.ToJsonString());
}
