using System.CommandLine;
using System.Text.Json.Serialization;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Packages;

/// <summary>Tells or switches where Pulumi, Pulumi.Aws and AWSSDK.Pinpoint come from; to the official ones only when the feeds carry all of them.</summary>
internal sealed class PackagesCommand : ToolCommand
{
    private readonly Argument<string?> source = new Argument<string?>("SOURCE")
    {
        Description = $"{PackageSource.Bundled}: the stand-ins of this repository. "
            + $"{PackageSource.Official}: the packages, once the feeds are found to carry them. Default: tell which it is",
        Arity = ArgumentArity.ZeroOrOne,
    }.AcceptOnlyFromAmong(PackageSource.Bundled, PackageSource.Official);

    public PackagesCommand(CommandHost host)
        : base(
            host, "packages", "Choose between the bundled stand-ins and the official packages Pulumi, Pulumi.Aws and AWSSDK.Pinpoint",
            "./pinpush packages", "./pinpush packages official", "./pinpush packages bundled --json") => Add(source);

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var of = PackageSource.Of(Host);
        var (was, versions) = (of.Read(), of.Versions());
        var wanted = parsed.GetValue(source) ?? was;
        if (wanted != was)
        {
            if (wanted == PackageSource.Official && await FeedCheck.MissingAsync(of.Root, cancellationToken) is { Count: > 0 } missing)
            {
                var lacks = missing.Select(m => $"{m.Key}{(versions.TryGetValue(m.Key, out var v) ? $" {v}" : "")} ({m.Value})");
                throw new Refusal(
                    $"The official packages cannot be had here, so nothing was changed: {string.Join(", ", lacks)}."
                    + " Add a feed that has them (dotnet nuget add source), or pin other versions in Directory.Packages.props.");
            }

            of.Write(wanted);
        }

        PackageRecord.Printer.Print(Terminal, parsed, [.. versions.Select(v => new PackageRecord(v.Key, v.Value, wanted))]);
        return ExitCode.Done;
    }
}

/// <summary>An official package, as <c>packages --json</c> prints a list of.</summary>
/// <param name="Version">The pinned one; the stand-in stands for the same.</param>
/// <param name="Source">bundled or official.</param>
internal sealed record PackageRecord(string Name, string Version, string Source)
{
    public static readonly RecordPrinter<PackageRecord> Printer = new()
    {
        Json = PackageJson.Default,
        Headers = ["Package", "Version", "From"],
        Row = r => [r.Name, r.Version, r.Source],
    };
}

[JsonSerializable(typeof(IReadOnlyList<PackageRecord>))]
internal sealed partial class PackageJson : JsonSerializerContext;
