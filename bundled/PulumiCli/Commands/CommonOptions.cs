using System.CommandLine;

namespace Pinpush.PulumiCli.Commands;

/// <summary>The options that every command takes.</summary>
internal static class CommonOptions
{
    public static readonly Option<string?> Stack = new("--stack", "-s")
    {
        Description = "Stack to work on. Default: the selected one",
        HelpName = "NAME",
        Recursive = true,
    };

    public static readonly Option<string?> Folder = new("--cwd", "-C")
    {
        Description = "Run as if started in this folder",
        HelpName = "FOLDER",
        Recursive = true,
    };

    public static readonly Option<string?> ConfigFile = new("--config-file")
    {
        Description = "Take the stack's configuration from this file. Default: Pulumi.STACK.yaml",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<bool> NonInteractive = new("--non-interactive") { Description = "Never ask, never redraw", Recursive = true };

    public static readonly Option<string?> Color = new("--color")
    {
        Description = "Accepted for scripts; the output has no colours",
        Recursive = true,
        Hidden = true,
    };

    public static readonly Option<bool> Logging = new("--logtostderr") { Description = "Accepted for scripts", Recursive = true, Hidden = true };

    /// <summary>The host as the options of this call make it.</summary>
    public static CommandHost With(this CommandHost host, ParseResult parsed)
    {
        var folder = parsed.GetValue(Folder) is { } named ? Path.GetFullPath(named, host.Folder) : host.Folder;
        var file = parsed.GetValue(ConfigFile) is { } given ? Path.GetFullPath(given, folder) : null;
        return Directory.Exists(folder) ? host with { Folder = folder, ConfigFile = file, Interactive = host.Interactive && !parsed.GetValue(NonInteractive) }
            : throw new Failure($"The folder {folder} does not exist.");
    }

    public static StackSession Open(this CommandHost host, ParseResult parsed) => StackSession.Open(host.With(parsed), parsed.GetValue(Stack));
}
