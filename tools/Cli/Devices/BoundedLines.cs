using System.Text;

namespace Pinpush.Cli.Devices;

/// <summary>The lines of a text, without their ends (LF or CR LF). What is longer than a device can be is dropped, so that a file without line ends does not fill the memory.</summary>
internal sealed class BoundedLines(TextReader text)
{
    /// <summary>Characters of the longest line that is kept; an endpoint is far smaller.</summary>
    public const int Longest = 256 * 1024;

    private readonly char[] buffer = new char[16 * 1024];
    private readonly StringBuilder line = new();
    private int start;
    private int end;

    /// <returns>False at the end of the text.</returns>
    /// <param name="next">Null when the line is too long.</param>
    public bool TryRead(out string? next)
    {
        line.Clear();
        var (isTooLong, isRead) = (false, false);
        while (!isRead)
        {
            if (start == end)
            {
                (start, end) = (0, text.Read(buffer));
                if (end == 0)
                {
                    next = isTooLong ? null : line.ToString();
                    return isTooLong || line.Length > 0;
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

        next = isTooLong ? null : line is [.., '\r'] ? line.ToString(0, line.Length - 1) : line.ToString();
        return true;
    }
}
