using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Engine;

/// <summary>Blots out the secrets that this run knows wherever a program, a plugin or a provider's error repeats them, plain or in base64.</summary>
internal sealed class Redactor
{
    /// <summary>Shorter texts (a flag, a port) would blot out half of every message.</summary>
    private const int Shortest = 4;

    private readonly Lock gate = new();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private string[] longestFirst = [];

    /// <summary>One that knows these secrets, and those among these values.</summary>
    public static Redactor Of(IEnumerable<string> secrets, IEnumerable<PropertyMap> values)
    {
        var redactor = new Redactor();
        foreach (var secret in secrets)
        {
            redactor.Learn(secret);
        }

        foreach (var map in values)
        {
            redactor.Learn(map);
        }

        return redactor;
    }

    public void Learn(PropertyMap values)
    {
        foreach (var value in values.Values)
        {
            Learn(value, secret: false);
        }
    }

    private void Learn(string secret)
    {
        // A text of several lines is repeated line by line, or with its line breaks escaped.
        string[] forms = [secret, PropertyJson.ToText(System.Text.Json.Nodes.JsonValue.Create(secret)).Trim('"'),
            .. secret.Split('\n').Select(l => l.Trim()), .. Base64(secret)];
        lock (gate)
        {
            var before = known.Count;
            known.UnionWith(forms.Where(f => f.Length >= Shortest));
            if (known.Count > before)
            {
                longestFirst = [.. known.OrderByDescending(k => k.Length)];
            }
        }
    }

    public string Clean(string text)
    {
        string[] all;
        lock (gate)
        {
            all = longestFirst;
        }

        return all.Aggregate(text, (t, secret) => t.Replace(secret, PropertyJson.Blinded, StringComparison.Ordinal));
    }

    private void Learn(PropertyValue value, bool secret)
    {
        switch (value)
        {
            case PropertyValue.Secret hidden:
                Learn(hidden.Plain, secret: true);
                break;
            case PropertyValue.Text text when secret:
                Learn(text.Value);
                break;
            case PropertyValue.List list:
                foreach (var item in list.Items)
                {
                    Learn(item, secret);
                }

                break;
            case PropertyValue.Map map:
                foreach (var member in map.Members.Values)
                {
                    Learn(member, secret);
                }

                break;
            case PropertyValue.Marked marked when secret:
                foreach (var field in marked.Fields.Values)
                {
                    Learn(field, secret);
                }

                break;
        }
    }

    private static string[] Base64(string secret)
    {
        var whole = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret));
        return [whole, whole.TrimEnd('='), whole.TrimEnd('=').Replace('+', '-').Replace('/', '_')];
    }
}
