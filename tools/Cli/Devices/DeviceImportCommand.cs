using System.CommandLine;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;
using Spectre.Console;

namespace Pinpush.Cli.Devices;

/// <summary>Imports devices in batches, a few at a time; goes on where an interrupted run of the same files stopped.</summary>
internal sealed class DeviceImportCommand : PinpointCommand
{
    /// <summary>Devices between two lines of progress where there is no terminal for a bar.</summary>
    private const int LineEvery = 10_000;

    /// <summary>Refused lines that a person is told.</summary>
    private const int MostTold = 20;

    private readonly Argument<FileSystemInfo> place = new Argument<FileSystemInfo>("FILE")
    {
        Description = "CSV with a header, or one JSON object per line, also compressed by gzip; or a folder with such files, as Pinpoint exports them",
    }.OfFileOrFolder();

    public DeviceImportCommand(CommandHost host)
        : base(
            host, "import", "Import devices from a file as Pinpoint's import jobs read it; after an interruption the same command goes on",
            "./pinpush device import examples/devices.csv", "./pinpush device import exported-from-pinpoint --json") => Add(place);

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var files = ImportSource.In(parsed.GetRequiredValue(place));
        var (imported, resumed, done, before) = (0, 0, new List<(ImportProgress Progress, ImportState State)>(), 0L);
        await ShowAsync(files, parsed, () => imported, async advance =>
        {
            foreach (var file in files)
            {
                var progress = new ImportProgress(Host.Home, app, file);
                var state = progress.Read();
                resumed += state.Line;
                if (state.Line > 0)
                {
                    Terminal.Say($"Going on after line {state.Line}{Of(file, files)}.");
                }

                var isDone = false;
                try
                {
                    using var source = ImportSource.Open(file);
                    foreach (var round in ImportRound.Cut(ImportFile.Read(source.Text, state.Line)))
                    {
                        var batches = round.Batches.Select(batch => ImportBatch.WriteAsync(session, app, batch, cancellationToken)); // a round has few
                        var refused = await Task.WhenAll(batches);
                        imported += round.Devices.Count - refused.Sum(r => r.Count);
                        state = state.After(round.LastLine, round.Skipped, [.. round.Faults, .. refused.SelectMany(r => r)]);
                        progress.Write(state);
                        advance(before + source.Position);
                    }

                    isDone = true;
                }
                catch (InvalidDataException broken)
                {
                    throw new Refusal($"{file.FullName} is damaged after line {state.Line}: {broken.Message}");
                }
                catch (Refusal refusal) when (files.Count > 1)
                {
                    throw new Refusal($"{file.FullName}: {refusal.Message}", refusal.ExitCode);
                }
                finally
                {
                    if (!isDone && state.Line > 0)
                    {
                        Terminal.Say($"Stopped after line {state.Line}{Of(file, files)}. The same command goes on from there.");
                    }
                }

                before += file.Length;
                done.Add((progress, state));
            }
        });
        done.ForEach(d => d.Progress.Remove());
        var faults = done.Zip(files).SelectMany(d => d.First.State.Faults.Select(f => f with { File = Named(d.Second, files) })).Take(ImportState.MostFaults);
        var record = new ImportRecord(imported, resumed, done.Sum(d => d.State.Skipped), done.Sum(d => d.State.Refused), [.. faults]);
        Report(record, parsed);
        return record.Refused == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    // Null when it is the only one.
    private static string? Named(FileInfo file, IReadOnlyList<FileInfo> files) => files.Count == 1 ? null : file.Name;

    private static string Of(FileInfo file, IReadOnlyList<FileInfo> files) => Named(file, files) is { } name ? $" of {name}" : "";

    /// <summary>Shows the work as a bar on a terminal, else as a line now and then.</summary>
    private async Task ShowAsync(IReadOnlyList<FileInfo> files, ParseResult parsed, Func<int> imported, Func<Action<long>, Task> work)
    {
        if (Terminal.ErrorIsTerminal && !parsed.WantsJson())
        {
            await Terminal.Error.Progress().StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(Contract.ShownText.Of(files[0].Name)), maxValue: Math.Max(1, files.Sum(f => f.Length)));
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
        foreach (var fault in record.Faults.Take(MostTold))
        {
            Terminal.Say($"{(fault.File is null ? "" : $"{fault.File}, ")}Line {fault.Line}: {fault.Reason}");
        }

        if (record.Refused > MostTold)
        {
            var more = parsed.WantsJson() ? "" : $" With --json the first {ImportState.MostFaults} are told.";
            Terminal.Say($"... and {record.Refused - MostTold} more lines.{more}");
        }

        if (parsed.WantsJson())
        {
            Terminal.Json(record, ImportRecordJson.Default);
        }
        else
        {
            var skipped = record.Skipped > 0 ? $", {record.Skipped} of other channels skipped" : "";
            Terminal.Out.WriteLine($"{record.Imported} devices imported{skipped}, {record.Refused} lines refused.");
        }
    }
}
