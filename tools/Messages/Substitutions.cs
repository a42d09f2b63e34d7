using System.Text;
using System.Text.Encodings.Web;

namespace Pinpush.Messages;

/// <summary>Replaces <c>{{name}}</c> by the first value of its list. A name without a value stays as it stands, where a reader sees it.</summary>
internal sealed class Substitutions
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <param name="layers">Highest first: the first layer that has a name decides.</param>
    public Substitutions(params ReadOnlySpan<IReadOnlyDictionary<string, IReadOnlyList<string>>?> layers)
    {
        foreach (var layer in layers)
        {
            foreach (var (name, list) in layer ?? new Dictionary<string, IReadOnlyList<string>>())
            {
                if (list is [{ } first, ..])
                {
                    values.TryAdd(name, first);
                }
            }
        }
    }

    /// <summary>The value of a name; null when it has none.</summary>
    public string? ValueOf(string name) => values.GetValueOrDefault(name);

    public string? In(string? text) => Replace(text, json: false);

    /// <summary>The same inside JSON text: values are escaped, so that a quote in a name does not break the payload.</summary>
    public string? InJson(string? text) => Replace(text, json: true);

    public IReadOnlyDictionary<string, string>? In(IReadOnlyDictionary<string, string>? map) =>
        map is null || values.Count == 0 ? map : map.ToDictionary(p => p.Key, p => In(p.Value)!); // a text in, a text out

    private string? Replace(string? text, bool json)
    {
        if (text is null || values.Count == 0 || !text.Contains("{{", StringComparison.Ordinal))
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
