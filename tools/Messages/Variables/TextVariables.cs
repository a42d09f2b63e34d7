using System.Text;
using System.Text.Encodings.Web;
using Pinpush.Contract;

namespace Pinpush.Messages.Variables;

/// <summary>
/// The substitutions of a send without a template: <c>{{name}}</c> in its texts is replaced before they are shaped, so that in RawContent it may stand
/// wherever the value makes JSON of it. A name without a value stays as it stands, where a reader sees it.
/// </summary>
internal sealed class TextVariables(IReadOnlyDictionary<string, string> values)
{
    public APNSMessage In(APNSMessage message) => values.Count == 0 ? message : message with
    {
        RawContent = Replace(message.RawContent, json: true),
        Title = Replace(message.Title),
        Body = Replace(message.Body),
        Url = Replace(message.Url),
        MediaUrl = Replace(message.MediaUrl),
        Data = In(message.Data),
    };

    public GCMMessage In(GCMMessage message) => values.Count == 0 ? message : message with
    {
        RawContent = Replace(message.RawContent, json: true),
        Title = Replace(message.Title),
        Body = Replace(message.Body),
        Url = Replace(message.Url),
        ImageUrl = Replace(message.ImageUrl),
        Data = In(message.Data),
    };

    private Dictionary<string, string>? In(IReadOnlyDictionary<string, string>? map) =>
        map?.ToDictionary(p => p.Key, p => Replace(p.Value)!); // a text in, a text out

    /// <param name="json">The text is JSON: values are escaped, so that a quote in a name does not break it.</param>
    private string? Replace(string? text, bool json = false)
    {
        if (text is null || !text.Contains("{{", StringComparison.Ordinal))
        {
            return text;
        }

        // One pass: "Hi {{User.Name}}!" -> "Hi Ann!". A value is not searched again.
        var result = new StringBuilder(text.Length);
        var at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open
            && text.IndexOf("}}", open, StringComparison.Ordinal) is >= 0 and var close)
        {
            var found = values.TryGetValue(text[(open + 2)..close].Trim(), out var value);
            result.Append(text, at, open - at);
            result.Append(!found ? text[open..(close + 2)] : json ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value!) : value); // found: not null
            at = close + 2;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
