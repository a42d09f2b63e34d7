using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pinpush.Contract;

/// <summary>What a push template must be, and what may name one.</summary>
public static partial class TemplateRules
{
    /// <summary>
    /// Most characters of a text in Default or APNS, and in GCM. Source: Pinpoint quotas, message templates; that they count each text by itself is our
    /// reading.
    /// </summary>
    public const int MostText = 2_000, MostGcmText = 4_000;

    /// <returns>Every fault, each naming the member; empty when all is right.</returns>
    public static IReadOnlyList<Fault> Check(PushNotificationTemplateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Fault.Found(
        [
            .. TagRules.Check(request.Tags),
            request is { Default: null, APNS: null, GCM: null } ? new("", "The template has no content: give Default, APNS or GCM.") : null,
            !TrySubstitutions(request.DefaultSubstitutions, out _)
                ? Fault.Invalid("DefaultSubstitutions", " is no JSON object of texts, such as {\"User.UserAttributes.FirstName\":\"friend\"}.")
                : null,
            .. Texts(request).Select(TooLong),
            .. Texts(request).Where(t => t.Member.EndsWith(".RawContent", StringComparison.Ordinal)).Select(t => Fault.NoObject(t.Member, t.Text)),
            .. NotServed(request),
        ]);
    }

    /// <summary>What is wrong with a template's name; null when nothing is.</summary>
    public static Fault? CheckName(string name) => Name().IsMatch(name) ? null : new(
        "template-name", $"The template name '{name}' is not of the form: a letter or digit, then letters, digits, '_' or '-', at most 128 characters.");

    /// <returns>Every fault, each naming the member; empty when all is right or nothing is named.</returns>
    public static IReadOnlyList<Fault> Check(TemplateConfiguration? configuration) => Fault.Found(
    [
        configuration?.PushTemplate is { Name: null or "" } ? Fault.Invalid("TemplateConfiguration.PushTemplate.Name", " is missing.") : null,
        NotServed(configuration),
    ]);

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

    private static IEnumerable<(string Member, string Text, int Most)> Texts(PushNotificationTemplateRequest request)
    {
        var (shared, apns, gcm) = (request.Default, request.APNS, request.GCM);
        return new (string Member, string? Text, int Most)[]
        {
            ("Default.Body", shared?.Body, MostText), ("Default.Sound", shared?.Sound, MostText), ("Default.Title", shared?.Title, MostText),
            ("Default.Url", shared?.Url, MostText),
            ("APNS.Body", apns?.Body, MostText), ("APNS.MediaUrl", apns?.MediaUrl, MostText), ("APNS.RawContent", apns?.RawContent, MostText),
            ("APNS.Sound", apns?.Sound, MostText), ("APNS.Title", apns?.Title, MostText), ("APNS.Url", apns?.Url, MostText),
            ("GCM.Body", gcm?.Body, MostGcmText), ("GCM.ImageIconUrl", gcm?.ImageIconUrl, MostGcmText), ("GCM.ImageUrl", gcm?.ImageUrl, MostGcmText),
            ("GCM.RawContent", gcm?.RawContent, MostGcmText), ("GCM.SmallImageIconUrl", gcm?.SmallImageIconUrl, MostGcmText),
            ("GCM.Sound", gcm?.Sound, MostGcmText), ("GCM.Title", gcm?.Title, MostGcmText), ("GCM.Url", gcm?.Url, MostGcmText),
        }.Where(t => t.Text is not null)!; // so none of what is left is null
    }

    private static Fault? TooLong((string Member, string Text, int Most) text) => text.Text.Length <= text.Most
        ? null
        : Fault.Invalid(text.Member, $" has {text.Text.Length} characters; at most {text.Most} are allowed.");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{0,127}\z")]
    private static partial Regex Name();
}
