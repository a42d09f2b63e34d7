using System.Text;

namespace Pinpush.Cli.Devices;

/// <summary>A line of a text, without its end (LF or CR LF).</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Text">Null when it is longer than <see cref="BoundedLines.Longest"/>.</param>
internal readonly record struct TextLine(int Number, string? Text);

/// <summary>The lines of a text. What is longer than a device can be is dropped, so that a file without line ends does not fill the memory.</summary>
internal sealed class BoundedLines(TextReader text)
{
    /// <summary>Characters of the longest line that is kept; an endpoint is far smaller.</summary>
    public const int Longest = 256 * 1024;

    private readonly char[] buffer = new char[16 * 1024];
    private readonly StringBuilder line = new();
    private readonly Stack<TextLine> returned = [];
    private int start;
    private int end;
    private int number;

    /// <returns>False at the end of the text.</returns>
    public bool TryRead(out TextLine next)
    {
        if (returned.TryPop(out next))
        {
            return true;
        }

        line.Clear();
        var (isTooLong, isRead) = (false, false);
        while (!isRead)
        {
            if (start == end)
            {
                (start, end) = (0, text.Read(buffer));
                if (end == 0)
                {
                    if (!isTooLong && line.Length == 0)
                    {
                        return false;
                    }

                    break;
                }
            }

            var rest = buffer.AsSpan(start, end - start);
            var length = rest.IndexOf('\n');
            isRead = length >= 0;
            length = isRead ? length : rest.Length;
            isTooLong |= line.Length + length > Longest;
            if (!isTooLong)
            {
                line.Append(rest[..length]);
            }

            start += isRead ? length + 1 : length;
        }

        var kept = isTooLong ? null : line.ToString();
        next = new TextLine(++number, isRead && kept is [.. var before, '\r'] ? before : kept);
        return true;
    }

    /// <summary>Lines that were read and are to be read again, in their order.</summary>
    public void Return(IEnumerable<TextLine> lines)
    {
        foreach (var one in lines.Reverse())
        {
            returned.Push(one);
        }
    }
}
