using System.CommandLine;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>whoami</c>: with a backend of files it is who is logged in here.</summary>
internal sealed class WhoAmICommand : Command
{
    public WhoAmICommand(CommandHost host)
        : base("whoami", "Print who is logged in")
    {
        SetAction(_ =>
        {
            host.Output.WriteLine(Environment.UserName);
            return ExitCode.Done;
        });
    }
}
