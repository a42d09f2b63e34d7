using System.Text;
using Pinpush.Cli.Outcomes;

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

    /// <summary>A line of so many characters is no line of a text: gzip makes a gigabyte of a megabyte, and more has no end.</summary>
    public const int MostOfALine = 64 * 1024 * 1024;

    private readonly char[] buffer = new char[16 * 1024];
    private readonly StringBuilder line = new();
    private readonly Stack<TextLine> returned = [];
    private int start;
    private int end;
    private int number;

    /// <returns>False at the end of the text.</returns>
    /// <exception cref="Refusal">A line is longer than <see cref="MostOfALine"/>.</exception>
    public bool TryRead(out TextLine next)
    {
        if (returned.TryPop(out next))
        {
            return true;
        }

        line.Clear();
        var (isTooLong, isRead, read) = (false, false, 0);
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
            read += length;
            if (read > MostOfALine)
            {
                throw new Refusal($"Line {number + 1} has more than {MostOfALine} characters: this is no file of devices.");
            }

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
