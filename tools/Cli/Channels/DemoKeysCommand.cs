using System.CommandLine;
using System.Text.Json.Serialization;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;
using Pinpush.Files;

namespace Pinpush.Cli.Channels;

/// <summary>Writes throw-away keys of the form that Apple and Google hand out, to try the channels with. Only the simulators take them.</summary>
internal sealed class DemoKeysCommand : ToolCommand
{
    private readonly Argument<DirectoryInfo> folder = new Argument<DirectoryInfo>("DIR")
    {
        Description = "Where to write them. Default: here",
        DefaultValueFactory = _ => new DirectoryInfo("."),
    }.OfFolder();

    public DemoKeysCommand(CommandHost host)
        : base(
            host, "demo-keys", "Write throw-away AuthKey.p8 and service-account.json, for the simulators only",
            "./pinpush channel demo-keys", "./pinpush channel demo-keys /tmp --json") => Add(folder);

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var place = parsed.GetRequiredValue(folder).FullName;
        List<DemoKeyRecord> written = [];
        foreach (var (name, of, text) in new[]
        {
            ("AuthKey.p8", "channel set apns --key-file", DemoKeys.AppleKey()),
            ("service-account.json", "channel set gcm --service-account-file", DemoKeys.ServiceAccount()),
        })
        {
            var file = Path.Combine(place, name);
            if (!AtomicFile.TryMake(file, text, AtomicFile.OwnerOnly))
            {
                throw new Refusal($"{file} is there already, and may be a real key. Nothing is overwritten: move it away, or name another folder.");
            }

            written.Add(new DemoKeyRecord(file, of));
        }

        DemoKeyRecord.Printer.Print(Terminal, parsed, written);
        return Task.FromResult(ExitCode.Done);
    }
}

/// <summary>A file that <c>channel demo-keys --json</c> prints a list of.</summary>
/// <param name="Option">The command and option that take it.</param>
internal sealed record DemoKeyRecord(string File, string Option)
{
    public static readonly RecordPrinter<DemoKeyRecord> Printer = new()
    {
        Json = DemoKeyJson.Default,
        Headers = ["File", "For"],
        Row = r => [r.File, r.Option],
    };
}

[JsonSerializable(typeof(IReadOnlyList<DemoKeyRecord>))]
internal sealed partial class DemoKeyJson : JsonSerializerContext;
