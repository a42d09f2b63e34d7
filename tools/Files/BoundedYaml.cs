using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Pinpush.Files;

/// <summary>Reads YAML that may be anybody's: what few bytes can make large, deep or endless is refused before it is built.</summary>
/// <remarks>
/// 500 bytes of aliases of aliases are more nodes than a memory holds, and <c>a: &amp;a [*a]</c> has no end. No project of its own: each program compiles
/// this file in.
/// </remarks>
internal static class BoundedYaml
{
    /// <summary>With each alias written out.</summary>
    private const int MostNodes = 100_000;

    private const int MostDepth = 100, MostCharacters = 4 * 1024 * 1024;

    /// <exception cref="YamlException">It is no YAML, or passes a bound; the message says which and where.</exception>
    public static YamlStream Load(string text)
    {
        Check(text);
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream;
    }

    private static void Check(string text)
    {
        if (text.Length > MostCharacters)
        {
            throw new YamlException($"It has {text.Length} characters, more than {MostCharacters}.");
        }

        var parser = new Parser(new StringReader(text));
        var sizes = new Dictionary<AnchorName, int?>(); // null as long as the node is open
        var open = new Stack<(AnchorName Anchor, int Size)>([(AnchorName.Empty, 0)]);
        while (parser.MoveNext())
        {
            var at = parser.Current!; // it has moved to one
            switch (at)
            {
                case SequenceStart or MappingStart:
                    var anchor = ((NodeEvent)at).Anchor;
                    sizes[anchor] = null;
                    open.Push((anchor, 1));
                    Demand(open.Count <= MostDepth, $"It is deeper than {MostDepth} levels.", at);
                    break;
                case SequenceEnd or MappingEnd:
                    var ended = open.Pop();
                    sizes[ended.Anchor] = ended.Size;
                    Grow(ended.Size, at);
                    break;
                case Scalar scalar:
                    sizes[scalar.Anchor] = 1;
                    Grow(1, at);
                    break;
                case AnchorAlias alias when sizes.TryGetValue(alias.Value, out var size): // else the stream tells that there is none
                    Demand(size is not null, $"The alias '{alias.Value}' stands within what it stands for.", at);
                    Grow(size ?? 0, at);
                    break;
            }
        }

        void Grow(int by, ParsingEvent at)
        {
            var (anchor, size) = open.Pop();
            Demand(size + by <= MostNodes, $"It has more than {MostNodes} values when its aliases are written out.", at);
            open.Push((anchor, size + by));
        }
    }

    private static void Demand(bool isRight, string fault, ParsingEvent at)
    {
        if (!isRight)
        {
            throw new YamlException(at.Start, at.End, fault);
        }
    }
}
