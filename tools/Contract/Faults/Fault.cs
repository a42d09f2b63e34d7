using System.Globalization;
using System.Text.RegularExpressions;

namespace Pinpush.Contract;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Member">
/// Path of the member, e.g. <c>SegmentGroups.Groups[0].Dimensions[1].Metrics</c>; a map's key is a step as it stands. Empty for the whole request, or the
/// whole item.
/// </param>
/// <param name="Message">Names the member, what is wrong and what would be right, in the words of a person.</param>
public sealed partial record Fault(string Member, string Message)
{
    /// <summary>Place of the item in the batch, from 0; null outside of a batch. <see cref="Member"/> then is a path in that item.</summary>
    public int? Index { get; init; }

    public FaultKind Kind { get; init; }

    /// <summary>What a JSON reader found wrong.</summary>
    /// <param name="path">Where, e.g. <c>$.Item[3].ChannelType</c>, which is <c>ChannelType</c> of the item 3; null for the whole.</param>
    public static Fault AtJson(string? path, string why)
    {
        // $.Item[3].ChannelType, $.Item[3], $.Limits.Daily, $['a name'].x, $
        var item = BatchItem().Match(path ?? "");
        var member = (path ?? "")[(item.Success ? item.Length : 0)..].TrimStart('$').TrimStart('.');
        return new(member, member.Length == 0 ? why : $"{member}: {why}")
        {
            Index = item.Success ? int.Parse(item.Groups[1].Value, CultureInfo.InvariantCulture) : null,
        };
    }

    /// <summary>Against Pinpoint's own limit or form.</summary>
    /// <param name="says">The message after the member's name, e.g. <c> is missing.</c></param>
    internal static Fault Invalid(string member, string says) => new(member, member + says);

    /// <summary>Right for Pinpoint, and asked of a server that would have to leave it out.</summary>
    /// <param name="says">As for <see cref="Invalid"/>.</param>
    internal static Fault NotServed(string member, string says) => new(member, member + says) { Kind = FaultKind.NotServed };

    /// <summary>Content that is a JSON object as text, and here is none; null when it is, or is left out.</summary>
    internal static Fault? NoObject(string member, string? text) => text is { Length: > 0 } && JsonText.ReadObject(text, out var why) is null
        ? Invalid(member, $" {why}. Where it has variables, they stand inside its texts: {{\"name\":\"{{{{User.UserId}}}}\"}}.")
        : null;

    /// <summary>Those that are there.</summary>
    internal static IReadOnlyList<Fault> Found(params ReadOnlySpan<Fault?> maybe)
    {
        List<Fault>? found = null;
        foreach (var fault in maybe)
        {
            if (fault is not null)
            {
                (found ??= []).Add(fault);
            }
        }

        return found ?? (IReadOnlyList<Fault>)[];
    }

    [GeneratedRegex(@"^\$\.Item\[(\d{1,9})\]")]
    private static partial Regex BatchItem();
}
