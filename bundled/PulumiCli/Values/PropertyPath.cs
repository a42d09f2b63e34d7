using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pinpush.PulumiCli.Values;

/// <summary>A place inside a property map: <c>root.nested[0]["a key"].*</c>.</summary>
/// <remarks>Parts are names, list indexes or <c>*</c>, which stands for every member or item. Source: Pulumi property paths.</remarks>
internal sealed record PropertyPath(ImmutableArray<PropertyPath.Part> Parts)
{
    /// <exception cref="FormatException">The text is no path.</exception>
    public static PropertyPath Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '.')
            {
                at++;
                if (at == text.Length || text[at] is '.')
                {
                    throw new FormatException($"'{text}' is no property path: a name is missing after a dot.");
                }
            }
            else if (text[at] == '[')
            {
                parts.Add(Bracket(text, ref at));
            }
            else
            {
                var end = text.AsSpan(at).IndexOfAny('.', '[');
                var name = end < 0 ? text[at..] : text[at..(at + end)];
                parts.Add(name == "*" ? Part.Any : new Part(name, null));
                at += name.Length;
            }
        }

        return parts.Count > 0 ? new PropertyPath(parts.ToImmutable()) : throw new FormatException("A property path must not be empty.");
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            Append(text, part);
        }

        return text.ToString();
    }

    public PropertyPath Then(Part part) => new(Parts.Add(part));

    /// <summary>Whether <paramref name="other"/> is this place or lies inside of it.</summary>
    public bool Covers(PropertyPath other) =>
        Parts.Length <= other.Parts.Length && Parts.Zip(other.Parts).All(pair => pair.First.IsAny || pair.First == pair.Second);

    private static void Append(StringBuilder text, Part part)
    {
        if (part.Index is { } index)
        {
            text.Append(CultureInfo.InvariantCulture, $"[{index}]");
        }
        else if (part.IsAny || part.Name!.AsSpan().IndexOfAny(".[]\"") < 0) // a part is an index or has a name
        {
            text.Append(text.Length > 0 ? "." : "").Append(part.IsAny ? "*" : part.Name);
        }
        else
        {
            text.Append("[\"").Append(part.Name!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append("\"]");
        }
    }

    // ["a \"key\""], [3] or [*]
    private static Part Bracket(string text, ref int at)
    {
        var start = at++;
        if (at < text.Length && text[at] == '"')
        {
            var name = new StringBuilder();
            for (at++; at < text.Length && text[at] != '"'; at++)
            {
                if (text[at] == '\\' && at + 1 < text.Length)
                {
                    at++;
                }

                name.Append(text[at]);
            }

            if (at + 1 >= text.Length || text[at + 1] != ']')
            {
                throw new FormatException($"'{text}' is no property path: the quotes or the bracket at {start} are not closed.");
            }

            at += 2;
            return new Part(name.ToString(), null);
        }

        var end = text.IndexOf(']', at);
        var inner = end < 0 ? "" : text[at..end];
        at = end + 1;
        return inner == "*" ? Part.Any
            : int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? new Part(null, index)
            : throw new FormatException($"'{text}' is no property path: the brackets at {start} hold neither a number, '*' nor a quoted name.");
    }

    /// <param name="Name">Null for an index.</param>
    internal readonly record struct Part(string? Name, int? Index)
    {
        public static Part Any { get; } = new("*", null);

        public bool IsAny => Name == "*";
    }
}
