using System.CommandLine;
using System.CommandLine.Help;

namespace Pinpush.PulumiCli.Commands;

/// <summary>All commands. Names, options and meaning are the official CLI's.</summary>
internal sealed class Root : Command
{
    public Root(CommandHost host)
        : base("pulumi", "Infrastructure as code: a stand-in for the pulumi CLI with the local backend and passphrase secrets.")
    {
        Add(new RunCommand(host, RunCommand.Verb.Preview));
        Add(new RunCommand(host, RunCommand.Verb.Up));
        Add(new RunCommand(host, RunCommand.Verb.Refresh));
        Add(new RunCommand(host, RunCommand.Verb.Destroy));
        Add(new StackCommand(host));
        Add(new ConfigCommand(host));
        Add(new StateCommand(host));
        Add(new CancelCommand(host));
        Add(new WhoAmICommand(host));
        Add(new LogsCommand());
        Add(CommonOptions.Stack);
        Add(CommonOptions.Folder);
        Add(CommonOptions.ConfigFile);
        Add(CommonOptions.NonInteractive);
        Add(CommonOptions.Color);
        Add(CommonOptions.Logging);
        Add(new HelpOption { Recursive = true });
        Add(new VersionOption());
    }
}
