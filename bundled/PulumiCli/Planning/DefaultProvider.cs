using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Projects;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Planning;

/// <summary>The provider that the engine adds for what names none.</summary>
internal static class DefaultProvider
{
    /// <summary>The provider of a package, with the settings that the stack has for it.</summary>
    /// <exception cref="Failure">The configuration forbids it.</exception>
    public static Goal Of(string package, ProviderNeed need, StackConfig config)
    {
        if (Denied(config).Any(p => p == "*" || p == package))
        {
            throw new Failure(
                $"Configuration pulumi:disable-default-providers forbids the default provider of '{package}'. Give the resource an explicit provider.");
        }

        var inputs = config.Values.Where(v => v.Key.Namespace == package).Select(v =>
        {
            PropertyValue text = new PropertyValue.Text(v.Text);
            return KeyValuePair.Create(v.Key.Name, v.Secret ? text.AsSecret() : text);
        }).ToMap();
        return new Goal
        {
            Type = ProviderReference.TypePrefix + package,
            Name = string.Concat("default", Mangled(need.Version), Mangled(need.DownloadUrl)),
            Custom = true,
            Inputs = inputs,
            Need = need,
        };
    }

    private static IEnumerable<string> Denied(StackConfig config)
    {
        var text = config.Values.FirstOrDefault(v => v.Key is { Namespace: "pulumi", Name: "disable-default-providers" })?.Text;
        return text is null ? [] : JsonNode.Parse(text) is JsonArray list ? list.Select(i => i?.GetValue<string>() ?? "") : [text];
    }

    // 7.48.0-alpha.1 -> _7_48_0_alpha_1
    private static string Mangled(string text) =>
        text.Length == 0 ? "" : "_" + string.Concat(text.TrimStart('v').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
