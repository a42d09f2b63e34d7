using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pinpush.Contract;

/// <summary>What a push template must be, and what may name one.</summary>
public static partial class TemplateRules
{
    /// <summary>Most characters of a text in Default or APNS, and in GCM. Source: Pinpoint quotas, message templates; that they count each text by itself is our reading.</summary>
    public const int MostText = 2_000, MostGcmText = 4_000;

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

        void Texts(string part, int most, params ReadOnlySpan<(string Name, string? Text)> texts)
        {
            foreach (var (name, text) in texts)
            {
                Fault(text?.Length > most, $"{part}.{name} has {text?.Length} characters; at most {most} are allowed.");
                Fault(text is not null && Helper().IsMatch(text), $"{part}.{name}: only variables such as {{{{User.UserId}}}} are served, no helpers and no conditions.");
                Fault(name == "RawContent" && text is { Length: > 0 } && !TryObject(text, _ => true),
                    $"{part}.RawContent is no JSON object. Where it has variables, they stand inside its texts: {{\"name\":\"{{{{User.UserId}}}}\"}}.");
            }
        }

        Fault(Asks(request.ADM), "ADM: this channel is not served; leave it out.");
        Fault(Asks(request.Baidu), "Baidu: this channel is not served; leave it out.");
        Fault(!string.IsNullOrEmpty(request.RecommenderId), "RecommenderId: recommendations are not served; leave it out.");
        Fault(request is { Default: null, APNS: null, GCM: null }, "The template has no content: give Default, APNS or GCM.");
        Fault(!TrySubstitutions(request.DefaultSubstitutions, out _), "DefaultSubstitutions is no JSON object of texts, such as {\"User.UserAttributes.FirstName\":\"friend\"}.");
        if (request.Default is { } shared)
        {
            Texts("Default", MostText, ("Body", shared.Body), ("Sound", shared.Sound), ("Title", shared.Title), ("Url", shared.Url));
        }

        if (request.APNS is { } apns)
        {
            Texts("APNS", MostText, ("Body", apns.Body), ("MediaUrl", apns.MediaUrl), ("RawContent", apns.RawContent), ("Sound", apns.Sound), ("Title", apns.Title), ("Url", apns.Url));
        }

        if (request.GCM is { } gcm)
        {
            Texts("GCM", MostGcmText, ("Body", gcm.Body), ("ImageIconUrl", gcm.ImageIconUrl), ("ImageUrl", gcm.ImageUrl), ("RawContent", gcm.RawContent),
                ("SmallImageIconUrl", gcm.SmallImageIconUrl), ("Sound", gcm.Sound), ("Title", gcm.Title), ("Url", gcm.Url));
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

    /// <summary>Reads DefaultSubstitutions: a JSON object as text, whose values are texts, numbers or booleans. Null or empty text has none.</summary>
    public static bool TrySubstitutions(string? text, out IReadOnlyDictionary<string, string> values)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        values = read;
        return string.IsNullOrEmpty(text) || TryObject(text, found =>
        {
            foreach (var member in found.EnumerateObject())
            {
                if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
                {
                    return false;
                }

                read[member.Name] = member.Value.ToString();
            }

            return true;
        });
    }

    private static bool TryObject(string text, Func<JsonElement, bool> read)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return parsed.RootElement.ValueKind == JsonValueKind.Object && read(parsed.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // "\ud800": JSON by its grammar, and no text
        {
            return false;
        }
    }

    private static bool Asks(JsonElement? part) => part is { ValueKind: JsonValueKind.Object } value && value.EnumerateObject().Any();

    // {{#if x}}, {{/if}}, {{else}}, {{> partial}}, {{{raw}}}, {{upper User.UserId}}
    [GeneratedRegex(@"\{\{\s*([#/>&!{^]|else\b|\w+\s+[^\s}])")]
    private static partial Regex Helper();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{0,127}\z")]
    private static partial Regex Name();
}
