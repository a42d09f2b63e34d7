using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Segments;

/// <summary>A segment as the command line names it: by id or, where only one segment has it, by name.</summary>
internal static class SegmentName
{
    /// <summary>Hex digits of an id.</summary>
    private const int IdLength = 32;

    /// <exception cref="Refusal">No segment has the name, or several have.</exception>
    public static async Task<string> ToIdAsync(PinpointSession session, string app, string given, CancellationToken cancellationToken)
    {
        if (given.Length == IdLength && given.All(char.IsAsciiHexDigitLower))
        {
            return given;
        }

        var named = (await SegmentListCommand.ReadAsync(session, app, cancellationToken)).Where(s => s.Name == given).ToList();
        return named switch
        {
            [var one] => one.Id,
            [] => throw new Refusal($"No segment is named '{given}'. ./pinpush segment list shows those there are."),
            _ => throw new Refusal(
                $"Several segments are named '{given}'. Give the id of the one that is meant; ./pinpush segment show ID tells who is in it: "
                + SameName.List([.. named.Select(s => (s.Id, s.CreationDate))])),
        };
    }
}
