using System.CommandLine;
using Pinpush.Cli.Commands;

namespace Pinpush.Cli.Channels;

internal sealed class ChannelCommand : Command
{
    public ChannelCommand(CommandHost host)
        : base("channel", "Give an app its APNs and FCM credentials, list its channels")
    {
        Add(new Command("set", "Set a channel's credentials, from files only") { new ApnsSetCommand(host), new GcmSetCommand(host) });
        Add(new ChannelListCommand(host));
        Add(new DemoKeysCommand(host));
    }
}
