using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;
using Pinpush.Client;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;

namespace Pinpush.Provider;

/// <summary>The tags that this provider adds to what it makes, and those of the program.</summary>
internal static class OwnTags
{
    public static readonly Member Member =
        new("tags", new Shape.MapOf(new Shape.Text()), $"Tags. Those that start with '{Contract.OwnTags.Prefix}' are the provider's own.") { Wire = null };

    /// <param name="tagged">The properties that the API has as tags.</param>
    public static void Check(CheckCall call, params string[] tagged)
    {
        var (given, own) = (call.New.Inner("tags")?.Count ?? 0, 1 + tagged.Count(t => call.New[t] is not null)); // the key, and these
        if (given <= Contract.TagRules.Most && given + own > Contract.TagRules.Most) // more are the contract's to tell
        {
            call.Fault("tags", $"{given} tags, and {own} of the provider's own; a resource has at most {Contract.TagRules.Most}.");
        }

        foreach (var name in (call.New.Inner("tags") ?? []).Select(t => t.Key).Where(k => k.StartsWith(Contract.OwnTags.Prefix, StringComparison.Ordinal)))
        {
            call.Fault(PropertyPath.Member("tags", name),
                $"Tags that start with '{Contract.OwnTags.Prefix}' are set by the provider itself; choose another name.");
        }
    }

    /// <summary>The key of a resource: project, stack, type, name, and for a campaign its run.</summary>
    /// <remarks>A value that is too long, or has characters that tags do not allow, is told apart by a hash.</remarks>
    public static string KeyOf(string urn, string? run)
    {
        // urn:pulumi:STACK::PROJECT::TYPE::NAME
        var parts = urn.Split("::", 4);
        var key = parts is [var stack, var project, var type, var name] ? $"{project}/{stack.Split(':')[^1]}/{type.Replace('$', '/')}/{name}" : urn;
        key += run is null ? "" : $"={run}";
        var allowed = string.Concat(key.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '+' or '-' or '=' or '.' or '_' or ':' or '/' or '@' ? c : '_'));
        if (allowed == key && key.Length <= Contract.TagRules.MostValue)
        {
            return key;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];
        return $"{allowed[..Math.Min(allowed.Length, Contract.TagRules.MostValue - hash.Length - 1)]}={hash}";
    }

    /// <summary>The tags of the program with these.</summary>
    public static Dictionary<string, string> With(JsonObject inputs, params (string Name, string? Value)[] own)
    {
        var all = (inputs.Inner("tags") ?? []).Where(t => t.Value is not null)
            .ToDictionary(t => t.Key, t => t.Value!.GetValue<string>(), StringComparer.Ordinal); // filtered: not null
        foreach (var (name, value) in own.Where(o => o.Value is not null))
        {
            all[name] = value!; // filtered: not null
        }

        return all;
    }

    /// <summary>Puts the tags of the program among the properties that were read.</summary>
    public static void Read(IReadOnlyDictionary<string, string>? there, JsonObject? old, JsonObject inputs)
    {
        var own = (there ?? new Dictionary<string, string>()).Where(t => !t.Key.StartsWith(Contract.OwnTags.Prefix, StringComparison.Ordinal)).ToList();
        if (own.Count > 0 || old?["tags"] is not null)
        {
            inputs["tags"] = new JsonObject(own.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));
        }
    }

    /// <summary>Makes the tags what is wanted.</summary>
    public static async Task WriteAsync(
        PinpushClient client, string arn, IReadOnlyDictionary<string, string>? there, Dictionary<string, string> wanted, CancellationToken cancellationToken)
    {
        there ??= new Dictionary<string, string>();
        if (wanted.Where(w => there.GetValueOrDefault(w.Key) != w.Value).ToDictionary() is { Count: > 0 } changed)
        {
            await client.TagResourceAsync(new TagResourceRequest { ResourceArn = arn, TagsModel = new TagsModel { Tags = changed } }, cancellationToken);
        }

        if (there.Keys.Where(k => k != Contract.OwnTags.Mark && !wanted.ContainsKey(k)).ToList() is { Count: > 0 } gone)
        {
            await client.UntagResourceAsync(new UntagResourceRequest { ResourceArn = arn, TagKeys = gone }, cancellationToken);
        }
    }
}
