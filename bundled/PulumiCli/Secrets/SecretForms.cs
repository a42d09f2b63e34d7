using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Secrets;

/// <summary>Exchanges the two forms of a secret in a state document, and leaves all else as it is.</summary>
internal static class SecretForms
{
    public static void ToPlaintext(JsonNode? node, string? salt, SecretStore secrets) => Each(node, secret =>
    {
        if (secret["ciphertext"] is not null)
        {
            var value = secrets.Read(secret, salt, "the export");
            secret.Remove("ciphertext");
            secret["plaintext"] = PropertyJson.ToText(PropertyJson.Show(value, secretsToo: true));
        }
    });

    public static void ToCiphertext(JsonNode? node, SecretStore secrets) => Each(node, secret =>
    {
        if (secret["plaintext"]?.GetValue<string>() is { } plain)
        {
            secret.Remove("plaintext");
            secret["ciphertext"] = secrets.EncryptText(plain);
        }
    });

    private static void Each(JsonNode? node, Action<JsonObject> change)
    {
        switch (node)
        {
            case JsonObject map when map[Signatures.Key] is JsonValue signature && signature.TryGetValue<string>(out var text) && text == Signatures.Secret:
                change(map);
                break;
            case JsonObject map:
                foreach (var member in map.Select(m => m.Value).ToList())
                {
                    Each(member, change);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Each(item, change);
                }

                break;
        }
    }
}
