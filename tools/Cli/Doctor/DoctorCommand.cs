using System.CommandLine;
using Amazon.Pinpoint.Model;
using Amazon.Runtime;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Channels;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;
using Pinpush.Cli.Packages;
using Pinpush.Cli.Stacks;

namespace Pinpush.Cli.Doctor;

/// <summary>Tells what is configured, what answers, what is missing, and what to do. Exit code 1 when something is missing.</summary>
internal sealed class DoctorCommand(CommandHost host)
    : ToolCommand(
        host, "doctor", "Tell what is configured, reachable and missing", "./pinpush doctor", "./pinpush doctor --stack dev", "./pinpush doctor --json")
{
    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        List<DoctorFinding> findings = [];
        await foreach (var finding in LookAsync(parsed, cancellationToken))
        {
            findings.Add(finding);
        }

        var healthy = findings.TrueForAll(f => f.Good);
        if (parsed.WantsJson())
        {
            Terminal.Json(new DoctorRecord(healthy, findings), DoctorJson.Default);
        }
        else
        {
            Rows.Write(
                Terminal.Out, ["Subject", "", "Found", "What to do"],
                [.. findings.Select(f => new[] { f.Subject, f.Good ? "ok" : "missing", f.Found, f.Advice })]);
        }

        return healthy ? ExitCode.Done : ExitCode.Refused;
    }

    private async IAsyncEnumerable<DoctorFinding> LookAsync(
        ParseResult parsed, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (PulumiTool.Installed(Host) is not null && Project() is { } project)
        {
            yield return Plugin(AwsPlugin.IsBundled(Host) ? AwsPlugin.Bundled : AwsPlugin.Find(project));
        }

        var (session, fault) = await OpenAsync(parsed, cancellationToken);
        if (session is null)
        {
            yield return new DoctorFinding("settings", false, "not complete", fault);
            yield break;
        }

        using (session)
        {
            var where = session.Destination.Server is { Endpoint: { } endpoint } ? endpoint.AbsoluteUri : $"AWS in {session.Destination.Server.Region}";
            yield return new DoctorFinding("settings", true, where, null);
            var (apps, refusal) = await AppsAsync(session, cancellationToken);
            yield return new DoctorFinding("server", apps is not null, refusal ?? "answers", apps is not null ? null
                : Destination.StackOf(parsed, Host) is not { } stack ? "./pinpush serve, or --endpoint-url URL --credentials FILE"
                : $"./pinpush serve; where it runs at another address, also ./pinpush pulumi up --stack {stack}");
            if (apps is null)
            {
                yield break;
            }

            var chosen = session.Destination.ApplicationId ?? (apps.Count == 1 ? apps[0].Id : null);
            yield return new DoctorFinding("app", chosen is not null, chosen ?? $"{apps.Count} apps, none chosen", chosen is not null ? null
                : apps.Count == 0 ? "./pinpush app create NAME" : "--application-id ID");
            if (chosen is null)
            {
                yield break;
            }

            var channels = await ChannelListCommand.ReadAsync(session, chosen, cancellationToken);
            var apns = channels.FirstOrDefault(c => c.Channel.StartsWith("APNS", StringComparison.Ordinal) && c.Enabled);
            var gcm = channels.FirstOrDefault(c => c.Channel == "GCM" && c.Enabled);
            yield return Channel("channel for iOS", apns, "./pinpush channel set apns --help");
            yield return Channel("channel for Android", gcm, "./pinpush channel set gcm --help");
        }
    }

    private static DoctorFinding Channel(string subject, ChannelRecord? found, string advice) =>
        new(subject, found is not null, found?.Channel ?? "not set", found is null ? advice : null);

    private DoctorFinding Plugin(string? folder) => folder is not null ? new("AWS plugin", true, folder, null) : new(
        "AWS plugin", false, "the installed Pulumi CLI has none",
        $"pulumi plugin install resource aws {PackageSource.Of(Host).Versions()["Pulumi.Aws"]}; or, for servers of your own, take the one that comes along: "
        + $"export {AwsPlugin.Variable}={AwsPlugin.Bundled}");

    private PulumiProject? Project()
    {
        try
        {
            return PulumiProject.Find(Directory.GetCurrentDirectory(), Host);
        }
        catch (Refusal)
        {
            return null; // nothing to do with Pulumi here
        }
    }

    private async Task<(PinpointSession? Session, string Fault)> OpenAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            return (PinpointSession.Open(await Destination.ReadAsync(parsed, Host, cancellationToken)), "");
        }
        catch (Refusal refusal)
        {
            return (null, refusal.Message);
        }
    }

    private static async Task<(IReadOnlyList<ApplicationResponse>? Apps, string? Refusal)> AppsAsync(
        PinpointSession session, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await session.Client.GetAppsAsync(new GetAppsRequest { PageSize = "100" }, cancellationToken);
            return (answer.ApplicationsResponse.Item ?? [], null);
        }
        catch (AmazonServiceException fault)
        {
            return (null, Failures.Describe(fault));
        }
        catch (Exception fault) when (fault is AmazonClientException or HttpRequestException)
        {
            return (null, fault.Message);
        }
    }
}
