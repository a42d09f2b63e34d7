using System.CommandLine;
using Pinpush.PulumiCli.Config;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>config rm KEY</c></summary>
internal sealed class ConfigRemoveCommand : Command
{
    private readonly CommandHost host;
    private readonly Argument<string> key = new("key") { Description = "NAME, NAMESPACE:NAME, or with --path a path below it" };
    private readonly Option<bool> path = new("--path") { Description = "The key is a path into an object or list" };

    public ConfigRemoveCommand(CommandHost host)
        : base("rm", "Remove a value")
    {
        this.host = host;
        Add(key);
        Add(path);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = host.Open(parsed);
        var (full, below) = ConfigPath.Split(parsed.GetValue(key)!, session.Project.Name, parsed.GetValue(path)); // not null: the argument is required
        await session.ChangeFileAsync(file =>
        {
            if (ConfigPath.Remove(file.Get(full), below) is { } left)
            {
                file.Set(full, left);
            }
            else
            {
                file.Remove(full);
            }
        }, cancellationToken);
        return ExitCode.Done;
    }
}
