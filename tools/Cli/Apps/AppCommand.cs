using System.CommandLine;
using Pinpush.Cli.Commands;

namespace Pinpush.Cli.Apps;

internal sealed class AppCommand : Command
{
    public AppCommand(CommandHost host)
        : base("app", "Create, list, show and delete apps")
    {
        Add(new AppCreateCommand(host));
        Add(new AppListCommand(host));
        Add(new AppShowCommand(host));
        Add(new AppDeleteCommand(host));
    }
}
