using System.CommandLine;
using Pinpush.Cli.Commands;

namespace Pinpush.Cli.Segments;

internal sealed class SegmentCommand : Command
{
    public SegmentCommand(CommandHost host)
        : base("segment", "Create, list, show and remove segments")
    {
        Add(new SegmentCreateCommand(host));
        Add(new SegmentListCommand(host));
        Add(new SegmentShowCommand(host));
        Add(new SegmentRemoveCommand(host));
    }
}
