using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pinpush.Wire;

/// <summary>What a push template must be, and what may name one.</summary>
public static partial class TemplateRules
{
    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<string> Check(PushNotificationTemplateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var faults = new List<string>(TagRules.Check(request.Tags));
        void Fault(bool wrong, string fault)
        {
            if (wrong)
            {
                faults.Add(fault);
            }
        }

        Fault(Asks(request.ADM), "ADM: this channel is not served; leave it out.");
        Fault(Asks(request.Baidu), "Baidu: this channel is not served; leave it out.");
        Fault(!string.IsNullOrEmpty(request.RecommenderId), "RecommenderId: recommendations are not served; leave it out.");
        Fault(request is { Default: null, APNS: null, GCM: null }, "The template has no content: give Default, APNS or GCM.");
        Fault(request.DefaultSubstitutions is { Length: > 0 } text && !TrySubstitutions(text, out _), "DefaultSubstitutions is no JSON object of texts, such as {\"User.UserAttributes.FirstName\":\"friend\"}.");
        foreach (var (path, content) in new[]
        {
            ("Default.Body", request.Default?.Body), ("Default.Title", request.Default?.Title), ("Default.Url", request.Default?.Url),
            ("APNS.Body", request.APNS?.Body), ("APNS.Title", request.APNS?.Title), ("APNS.Url", request.APNS?.Url), ("APNS.RawContent", request.APNS?.RawContent),
            ("GCM.Body", request.GCM?.Body), ("GCM.Title", request.GCM?.Title), ("GCM.Url", request.GCM?.Url), ("GCM.RawContent", request.GCM?.RawContent),
        })
        {
            Fault(content is not null && Helper().IsMatch(content), $"{path}: only variables such as {{{{User.UserId}}}} are served, no helpers and no conditions.");
        }

        return faults;
    }

    /// <summary>What is wrong with a template's name; null when nothing is.</summary>
    public static string? CheckName(string name) => Name().IsMatch(name)
        ? null
        : $"The template name '{name}' is not of the form: a letter or digit, then letters, digits, '_' or '-', at most 128 characters.";

    /// <returns>Every fault, each naming the member; empty when all is right or nothing is named.</returns>
    public static IEnumerable<string> Check(TemplateConfiguration? configuration)
    {
        if ((configuration?.EmailTemplate ?? configuration?.SMSTemplate ?? configuration?.VoiceTemplate ?? configuration?.InAppTemplate) is not null)
        {
            yield return "TemplateConfiguration: only PushTemplate is served; leave the others out.";
        }

        if (configuration?.PushTemplate is { Name: null or "" })
        {
            yield return "TemplateConfiguration.PushTemplate.Name is missing.";
        }
    }

    /// <summary>Reads DefaultSubstitutions.</summary>
    public static bool TrySubstitutions(string? text, out IReadOnlyDictionary<string, string> values)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        values = read;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        try
        {
            using var parsed = JsonDocument.Parse(text);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            foreach (var member in parsed.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.String)
                {
                    return false;
                }

                read[member.Name] = member.Value.GetString()!; // a string
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Asks(JsonElement? part) => part is { ValueKind: JsonValueKind.Object } value && value.EnumerateObject().Any();

    // {{#if x}}, {{/if}}, {{else}}, {{> partial}}, {{{raw}}}
    [GeneratedRegex(@"\{\{\s*([#/>&!{^]|else\b)")]
    private static partial Regex Helper();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{0,127}\z")]
    private static partial Regex Name();
}
