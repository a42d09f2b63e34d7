using System.CommandLine;
using System.CommandLine.Help;
using Pinpush.Cli.Apps;
using Pinpush.Cli.Campaigns;
using Pinpush.Cli.Channels;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Demo;
using Pinpush.Cli.Devices;
using Pinpush.Cli.Doctor;
using Pinpush.Cli.Metrics;
using Pinpush.Cli.Output;
using Pinpush.Cli.Packages;
using Pinpush.Cli.Pulumi;
using Pinpush.Cli.Segments;
using Pinpush.Cli.Sending;
using Pinpush.Cli.Serving;

namespace Pinpush.Cli;

/// <summary>All commands, in the order in which a newcomer meets them.</summary>
internal sealed class PinpushRoot : RootCommand
{
    public PinpushRoot(CommandHost host)
        : base("Push notifications as Amazon Pinpoint sends them: a server for laptop and CI, and the commands to work with it.")
    {
        Add(new DemoCommand(host));
        Add(new ServeCommand(host));
        Add(new PulumiCommand(host));
        Add(new AppCommand(host));
        Add(new ChannelCommand(host));
        Add(new DeviceCommand(host));
        Add(new SendCommand(host));
        Add(new SegmentCommand(host));
        Add(new CampaignCommand(host));
        Add(new MetricsCommand(host));
        Add(new DoctorCommand(host));
        Add(new PackagesCommand(host));

        foreach (var option in (Option[])[.. CommonOptions.All, JsonOption.Option])
        {
            Add(option);
        }

        var help = Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!); // the library always sets it
    }
}
