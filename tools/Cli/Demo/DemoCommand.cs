using System.CommandLine;
using Amazon.Runtime;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Output;
using Pinpush.Cli.Serving;
using Pinpush.Cli.Stacks;
using Pinpush.Client;
using Pinpush.Server;
using Pinpush.Server.Hosting;
using Spectre.Console;

namespace Pinpush.Cli.Demo;

/// <summary>The main job from end to end on a server of its own: a free port that it keeps, all files in <c>.pinpush/demo</c>, simulated gateways.</summary>
internal sealed class DemoCommand(CommandHost host)
    : ToolCommand(host, "demo", "Show the main job from end to end on a server of its own", "./pinpush demo", "./pinpush demo --json")
{
    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        foreach (var option in CommonOptions.All)
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                throw new Refusal($"demo runs the stack dev on a server of its own: leave out {option.Name}.", ExitCode.WrongCommandLine);
            }
        }

        var json = parsed.WantsJson();
        var project = PulumiProject.Find(Directory.GetCurrentDirectory(), Host);
        var folder = Path.Combine(Host.Home, "demo");
        var data = Path.Combine(folder, "data");
        List<DemoStep> steps = [];
        try
        {
            await using var gateways = await LocalGateways.StartAsync(data, strict: false, Host.Time, cancellationToken);
            await using var server = await PinpushServer.StartAsync(
                new ServerOptions
                {
                    Url = new Uri($"http://127.0.0.1:{DemoPort.Read(folder)}"),
                    DataFolder = data,
                    KeyFile = Path.Combine(folder, "key"), // throw-away keys need no better place
                    ApnsGateway = gateways.Apns,
                    FcmGateway = gateways.Fcm,
                    FcmTokenUri = gateways.FcmToken,
                    Inbox = gateways.ReadAsync,
                    Time = Host.Time,
                },
                cancellationToken);
            DemoPort.Keep(folder, server.Address.Port);
            var settings = new ConnectionSettings(Destination.DefaultRegion, server.Address, CredentialsFile.ProfileIn(Path.Combine(data, "credentials")));
            using var session = PinpointSession.Open(new Destination(settings, ApplicationId: null));
            await foreach (var step in new DemoRun(session, new DemoStack(folder, project, settings), Host.Time, Terminal.Say).RunAsync(cancellationToken))
            {
                steps.Add(step);
                if (!json)
                {
                    Show(step);
                }

                if (!step.Succeeded)
                {
                    break;
                }
            }
        }
        catch (Exception fault) when (fault is ServerStartException or InvalidDataException)
        {
            throw new Refusal(fault.Message);
        }
        catch (AmazonServiceException fault)
        {
            steps.Add(new DemoStep("The API refused", false, [Failures.Describe(fault)], []));
            if (!json)
            {
                Show(steps[^1]);
            }
        }

        var succeeded = steps.All(s => s.Succeeded);
        if (json)
        {
            Terminal.Json(new DemoRecord(succeeded, steps), DemoJson.Default);
        }
        else
        {
            Terminal.Out.WriteLine(succeeded ? $"All {steps.Count} steps worked." : "A step failed.");
        }

        return succeeded ? ExitCode.Done : ExitCode.Refused;
    }

    private void Show(DemoStep step)
    {
        var tree = new Tree(new Markup($"[bold {(step.Succeeded ? "green" : "red")}]{Markup.Escape(step.Title)}[/]{(step.Succeeded ? "" : " FAILED")}"));
        foreach (var line in step.Lines)
        {
            tree.AddNode(new Text(line));
        }

        foreach (var push in step.Received)
        {
            var node = tree.AddNode(new Text($"{push.GetProperty("Service").GetString()} device {push.GetProperty("Token").GetString()} received"));
            if (push.TryGetProperty("Payload", out var payload))
            {
                node.AddNode(new Text(payload.GetRawText()));
            }
        }

        Terminal.Out.Write(tree);
        Terminal.Out.WriteLine();
    }
}
