using System.CommandLine;

namespace Pinpush.Cli.Segments;

internal sealed class SegmentCommand : Command
{
    public SegmentCommand(CommandHost host)
        : base("segment", "List and show segments")
    {
        Add(new SegmentListCommand(host));
        Add(new SegmentShowCommand(host));
    }
}
