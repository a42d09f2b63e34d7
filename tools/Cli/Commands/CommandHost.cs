using Microsoft.Extensions.Configuration;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Commands;

/// <summary>What a command gets from outside: where to write, which settings, which folder, what time it is.</summary>
/// <param name="Settings">The variables <c>PINPUSH_*</c> without their prefix, e.g. <c>APPLICATION_ID</c>.</param>
/// <param name="Home">Folder of all local files, <c>.pinpush</c>; may not exist yet.</param>
internal sealed record CommandHost(Terminal Terminal, IConfiguration Settings, string Home, TimeProvider Time)
{
    public static CommandHost FromEnvironment()
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables("PINPUSH_").Build();
        return new CommandHost(Terminal.OfProcess(), settings, settings["HOME"] ?? Path.GetFullPath(".pinpush"), TimeProvider.System);
    }
}
