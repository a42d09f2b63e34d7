using System.CommandLine;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;
using Spectre.Console;

namespace Pinpush.Cli.Devices;

/// <summary>Imports devices in batches, a few at a time; goes on where an interrupted run of the same file stopped.</summary>
internal sealed class DeviceImportCommand : PinpointCommand
{
    /// <summary>Devices between two lines of progress where there is no terminal for a bar.</summary>
    private const int LineEvery = 10_000;

    private readonly Argument<FileInfo> file = new Argument<FileInfo>("FILE")
    {
        Description = "CSV with a header, or one JSON object per line",
    }.AcceptExistingOnly();

    public DeviceImportCommand(CommandHost host)
        : base(
            host, "import", "Import devices from a file as Pinpoint's import jobs read it; after an interruption the same command goes on",
            "./pinpush device import examples/devices.csv", "./pinpush device import devices.json --json") => Add(file);

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var source = parsed.GetRequiredValue(file);
        var progress = new ImportProgress(Host.Home, app, source);
        var state = progress.Read();
        var resumed = state.Line;
        if (resumed > 0)
        {
            Terminal.Say($"Going on after line {resumed}.");
        }

        var (imported, isDone) = (0, false);
        async Task WriteRoundsAsync(Action<long> advance)
        {
            using var text = source.OpenText();
            foreach (var round in ImportRound.Cut(ImportFile.Read(text, resumed)))
            {
                var batches = round.Batches.Select(batch => ImportBatch.WriteAsync(session, app, batch, cancellationToken)); // a round has few
                var refused = await Task.WhenAll(batches);
                imported += round.Devices.Count - refused.Sum(r => r.Count);
                state = state.After(round.LastLine, [.. round.Faults, .. refused.SelectMany(r => r)]);
                progress.Write(state);
                advance(text.BaseStream.Position);
            }
        }

        try
        {
            await ShowAsync(source, parsed, () => imported, WriteRoundsAsync);
            isDone = true;
        }
        finally
        {
            if (!isDone && state.Line > 0)
            {
                Terminal.Say($"Stopped after line {state.Line}. The same command goes on from there.");
            }
        }

        progress.Remove();
        Report(new ImportRecord(imported, resumed, state.Refused, state.Faults), parsed);
        return state.Refused == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    /// <summary>Shows the work as a bar on a terminal, else as a line now and then.</summary>
    private async Task ShowAsync(FileInfo source, ParseResult parsed, Func<int> imported, Func<Action<long>, Task> work)
    {
        if (Terminal.ErrorIsTerminal && !parsed.WantsJson())
        {
            await Terminal.Error.Progress().StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(source.Name), maxValue: Math.Max(1, source.Length));
                await work(position => bar.Value = position);
            });
            return;
        }

        var told = 0;
        await work(_ =>
        {
            if (imported() >= told + LineEvery)
            {
                told = imported();
                Terminal.Say($"{told} devices");
            }
        });
    }

    private void Report(ImportRecord record, ParseResult parsed)
    {
        foreach (var fault in record.Faults)
        {
            Terminal.Say($"Line {fault.Line}: {fault.Reason}");
        }

        if (record.Refused > record.Faults.Count)
        {
            Terminal.Say($"... and {record.Refused - record.Faults.Count} more lines.");
        }

        if (parsed.WantsJson())
        {
            Terminal.Json(record, ImportRecordJson.Default);
        }
        else
        {
            Terminal.Out.WriteLine($"{record.Imported} devices imported, {record.Refused} lines refused.");
        }
    }
}
