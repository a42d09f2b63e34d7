using System.CommandLine;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;
using Spectre.Console;

namespace Pinpush.Cli.Devices;

/// <summary>Imports devices in batches of 100, a few batches at a time; goes on where an interrupted run of the same file stopped.</summary>
internal sealed class DeviceImportCommand : PinpointCommand
{
    /// <summary>Items that one UpdateEndpointsBatch may have; Pinpoint's own limit.</summary>
    private const int BatchSize = 100;

    /// <summary>Batches in flight: enough to hide the way there and back, few enough to resume after.</summary>
    private const int InFlight = 4;

    private readonly Argument<FileInfo> file = new Argument<FileInfo>("FILE") { Description = "CSV with a header, or one JSON object per line" }.AcceptExistingOnly();

    public DeviceImportCommand(CommandHost host)
        : base(host, "import", "Import devices from a file as Pinpoint's import jobs read it", "./pinpush device import devices.csv", "./pinpush device import devices.json --json") => Add(file);

    protected override async Task<int> RunAsync(ParseResult parsed, PinpointSession session, CancellationToken cancellationToken)
    {
        var app = await session.ApplicationIdAsync(cancellationToken);
        var source = parsed.GetRequiredValue(file);
        var progress = new ImportProgress(Host.Home, app, source);
        var done = progress.Read();
        if (done > 0)
        {
            Terminal.Say($"Going on after line {done}.");
        }

        List<ImportFault> faults = [];
        var imported = 0;
        async Task RunBatchesAsync(Action<long> advance)
        {
            using var text = source.OpenText();
            foreach (var round in Batches(text, done, faults).Chunk(InFlight))
            {
                var answers = await Task.WhenAll(round.Select(batch => WriteAsync(session, app, batch, cancellationToken))); // at most InFlight
                faults.AddRange(answers.SelectMany(a => a));
                imported += round.Sum(b => b.Count) - answers.Sum(a => a.Count);
                progress.Write(round[^1][^1].Number);
                advance(source.Length == 0 ? 0 : text.BaseStream.Position);
            }
        }

        if (Terminal.ErrorIsTerminal && !parsed.GetValue(CommonOptions.Json))
        {
            await Terminal.Error.Progress().StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(source.Name), maxValue: Math.Max(1, source.Length));
                await RunBatchesAsync(position => bar.Value = position);
            });
        }
        else
        {
            await RunBatchesAsync(_ => Terminal.Say($"{imported} devices"));
        }

        progress.Remove();
        Report(new ImportRecord(imported, done, [.. faults.OrderBy(f => f.Line)]), parsed);
        return faults.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static IEnumerable<List<ImportLine.Device>> Batches(TextReader text, int done, List<ImportFault> faults)
    {
        List<ImportLine.Device> batch = [];
        foreach (var line in ImportFile.Read(text).Where(l => l.Number > done))
        {
            if (line is ImportLine.Bad bad)
            {
                faults.Add(new ImportFault(bad.Number, bad.Reason));
            }
            else if (line is ImportLine.Device device)
            {
                batch.Add(device);
            }

            if (batch.Count == BatchSize)
            {
                yield return batch;
                batch = [];
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    /// <summary>A batch that the API refuses as a whole is a fault of each of its lines; a server that is gone ends the import.</summary>
    private static async Task<IReadOnlyList<ImportFault>> WriteAsync(
        PinpointSession session, string app, List<ImportLine.Device> batch, CancellationToken cancellationToken)
    {
        try
        {
            await session.Client.UpdateEndpointsBatchAsync(
                new UpdateEndpointsBatchRequest { ApplicationId = app, EndpointBatchRequest = new EndpointBatchRequest { Item = [.. batch.Select(d => d.Item)] } },
                cancellationToken);
            return [];
        }
        catch (BadRequestException refused)
        {
            return [.. batch.Select(d => new ImportFault(d.Number, refused.Message))];
        }
    }

    private void Report(ImportRecord record, ParseResult parsed)
    {
        foreach (var fault in record.Faults)
        {
            Terminal.Say($"Line {fault.Line}: {fault.Reason}");
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            Terminal.Json(record, CliJson.Default.ImportRecord);
        }
        else
        {
            Terminal.Out.WriteLine($"{record.Imported} devices imported, {record.Faults.Count} lines refused.");
        }
    }
}
