using Amazon.Pinpoint.Model;

namespace Pinpush.Cli.Devices;

/// <summary>One line of an import file: a device, or why it is none.</summary>
internal abstract record ImportLine(int Number)
{
    /// <summary>Number of the last line that belongs to it: a CSV value in quotes may go over lines.</summary>
    public int Last { get; init; } = Number;

    /// <param name="Length">Characters of its names and values; 0 when that is not known.</param>
    public sealed record Device(int Number, EndpointBatchItem Item, int Length = 0) : ImportLine(Number);

    /// <summary>An endpoint of a channel that is no push: e-mail, SMS, voice.</summary>
    public sealed record Other(int Number) : ImportLine(Number);

    /// <param name="Reason">What is wrong and what would be right; never the line's own text, which may hold a token.</param>
    public sealed record Bad(int Number, string Reason) : ImportLine(Number);
}
