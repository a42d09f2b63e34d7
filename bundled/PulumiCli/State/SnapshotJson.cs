using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Secrets;

namespace Pinpush.PulumiCli.State;

/// <summary>A snapshot as the <c>deployment</c> of an export or the <c>latest</c> of a checkpoint, see <see cref="StateVersion"/>.</summary>
internal static class SnapshotJson
{
    /// <summary>The engine version that the manifest names; its hash is the manifest's magic.</summary>
    public const string EngineVersion = "v3.259.0";

    private static readonly string[] Known = ["manifest", "secrets_providers", "resources", "pending_operations"];

    public static JsonObject Write(Snapshot snapshot, SecretStore secrets, DateTimeOffset time)
    {
        JsonNode Resource(ResourceState resource) => ResourceJson.Write(resource, (place, plain) => secrets.Write(plain, place));
        var manifest = new JsonObject
        {
            ["time"] = time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            ["magic"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EngineVersion))),
            ["version"] = EngineVersion,
        };
        Add(manifest, snapshot.ManifestExtra);
        var node = new JsonObject { ["manifest"] = manifest };
        if ((secrets.Salt ?? snapshot.Salt) is { } salt)
        {
            node["secrets_providers"] = new JsonObject { ["type"] = "passphrase", ["state"] = new JsonObject { ["salt"] = salt } };
        }

        if (!snapshot.Resources.IsEmpty)
        {
            node["resources"] = new JsonArray([.. snapshot.Resources.Select(Resource)]);
        }

        if (!snapshot.PendingOperations.IsEmpty)
        {
            node["pending_operations"] =
                new JsonArray([.. snapshot.PendingOperations.Select(p => new JsonObject { ["resource"] = Resource(p.Resource), ["type"] = p.Type })]);
        }

        Add(node, snapshot.Extra);
        node.TryAdd("metadata", new JsonObject());
        return node;
    }

    /// <exception cref="Failure">The state cannot be read.</exception>
    public static Snapshot Read(JsonObject node, SecretStore secrets)
    {
        try
        {
            var salt = SaltOf(node);
            ResourceState Resource(JsonNode? entry) => ResourceJson.Read(
                entry as JsonObject ?? throw new Failure("An entry of the state is no object."), (place, secret) => secrets.Read(secret, salt, place));
            return new Snapshot
            {
                Resources = [.. (node["resources"]?.AsArray() ?? []).Select(Resource)],
                PendingOperations = [.. (node["pending_operations"]?.AsArray() ?? [])
                    .Select(p => new PendingOperation(Resource(p?["resource"]), p?["type"]?.GetValue<string>() ?? ""))],
                Salt = salt,
                Extra = Rest(node, Known),
                ManifestExtra = node["manifest"] is JsonObject manifest
                    ? Rest(manifest, ["time", "magic", "version"]) : ImmutableDictionary<string, JsonNode?>.Empty,
            };
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new Failure($"The state is damaged: {e.Message} Beside a stack's own lies the former one, in a file that ends in .bak.");
        }
    }

    /// <summary>The passphrase salt of a state; null when it names no passphrase provider.</summary>
    public static string? SaltOf(JsonObject node) => node["secrets_providers"] is JsonObject provider && provider["type"]?.GetValue<string>() == "passphrase"
        ? provider["state"]?["salt"]?.GetValue<string>() : null;

    private static ImmutableDictionary<string, JsonNode?> Rest(JsonObject node, string[] known) =>
        node.Where(m => !known.Contains(m.Key)).ToImmutableDictionary(m => m.Key, m => m.Value?.DeepClone());

    private static void Add(JsonObject node, ImmutableDictionary<string, JsonNode?> extra)
    {
        foreach (var (key, value) in extra.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            node[key] = value?.DeepClone();
        }
    }
}
