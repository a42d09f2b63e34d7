using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests;

/// <summary>One rule for every file that a command line names: one that is not there is a wrong command line.</summary>
public sealed class MissingFileTests : IDisposable
{
    private readonly Scene scene = new();

    /// <summary>What a command makes when it is missing.</summary>
    private static readonly string[] Made = ["serve --key", "serve --data"];

    /// <summary>Every option and argument of every command that takes a file or a folder.</summary>
    /// <param name="ofOneKind">Without those that take both.</param>
    public static TheoryData<string, string> Places(bool ofOneKind)
    {
        using var scene = new Scene();
        var host = new CommandHost(new(TextWriter.Null, TextWriter.Null, false, false), new ConfigurationBuilder().Build(), scene.Home, TimeProvider.System);
        var places = new TheoryData<string, string>();
        foreach (var (command, name) in In(new PinpushRoot(host), "").Where(p => !Made.Contains($"{p.Command} {p.Name}") && !(ofOneKind && p.Name == "FILE")))
        {
            places.Add(command, name);
        }

        return places;
    }

    [Theory]
    [MemberData(nameof(Places), false)]
    public async Task RunAsync_FileThatIsNotThere_Answers2AndNamesIt(string command, string name)
    {
        string[] given = name.StartsWith('-') ? [name, "nowhere"] : ["nowhere"];

        Assert.Equal(ExitCode.WrongCommandLine, await scene.RunAsync([.. command.Split(' '), .. given]));
        Assert.Contains($"{name}: there is no {name switch { "DIR" => "folder", "FILE" => "file or folder", _ => "file" }} nowhere.\n", scene.Error);
    }

    [Theory]
    [MemberData(nameof(Places), true)]
    public async Task RunAsync_FolderForAFileOrFileForAFolder_Answers2AndNamesIt(string command, string name)
    {
        string[] given = name.StartsWith('-') ? [name, scene.Home] : [scene.Credentials()];

        Assert.Equal(ExitCode.WrongCommandLine, await scene.RunAsync([.. command.Split(' '), .. given]));
        Assert.Contains(
            name == "DIR" ? $"DIR: {given[0]} is a file, and a folder is expected.\n" : $"{name}: {scene.Home} is a folder, and a file is expected.\n",
            scene.Error);
    }

    [Theory]
    [InlineData("app list")]
    [InlineData("send --user u --title t")]
    public async Task RunAsync_CredentialsThatAreNotThere_Answers2AndNamesThem(string command)
    {
        Assert.Equal(ExitCode.WrongCommandLine, await scene.RunAsync([.. command.Split(' '), "--credentials", "nowhere"]));
        Assert.Equal(
            "--credentials (PINPUSH_CREDENTIALS): there is no file nowhere. The one that the server wrote at its start is meant.\n", scene.Error);
    }

    [Theory]
    [InlineData("channel set apns --certificate-file")]
    [InlineData("channel set gcm --service-account-file")]
    public async Task RunAsync_FileWithoutAKey_Answers2AndNamesIt(string command)
    {
        var file = Path.Combine(scene.Home, "empty");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var code = await scene.RunAsync(
            [.. command.Split(' '), file, "--endpoint-url", "http://127.0.0.1:1", "--credentials", scene.Credentials(), "--application-id", "a"]);

        Assert.Equal((ExitCode.WrongCommandLine, $"{command.Split(' ')[^1]}: {file} is empty.\n"), (code, scene.Error));
    }

    public void Dispose() => scene.Dispose();

    private static IEnumerable<(string Command, string Name)> In(Command command, string path)
    {
        var files = command.Options.Where(o => !o.Recursive && o.HelpName is "FILE" or "DIR").Select(o => o.Name)
            .Concat(command.Arguments.Where(a => a.Name is "FILE" or "DIR").Select(a => a.Name)).Select(name => (path, name));
        return files.Concat(command.Subcommands.SelectMany(c => In(c, $"{path} {c.Name}".TrimStart())));
    }
}
