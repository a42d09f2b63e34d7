using System.Text.RegularExpressions;

namespace Pinpush.HouseRules.Tests;

/// <summary>Whoever waits for something can be told to stop: the token is the last parameter.</summary>
public sealed partial class CancellationTests
{
    private const string Leaves = "a push that leaves has its outcome within its limit, whoever wants to stop";

    // file: method -> why it takes no token
    private static readonly Dictionary<string, string> Without = new()
    {
        ["tools/Fakes/Fcm/AccessTokens.cs: ExchangeAsync"] = "answers a request: HttpContext carries the token",
        ["tools/Fakes/Apns/ApnsRules.cs: CheckAsync"] = "judges a request: HttpContext carries the token",
        ["tools/Gateways/Apns/ApnsSender.cs: SendAsync"] = Leaves,
        ["tools/Gateways/Fcm/FcmSender.cs: SendAsync"] = Leaves,
        ["tools/Gateways/Fcm/RetiredKeySender.cs: SendAsync"] = Leaves,
        ["tools/Gateways/Http2/Http2Connection.cs: SendAsync"] = Leaves,
        ["tools/Server/Channels/UnreadableChannelSender.cs: SendAsync"] = Leaves,
        ["tools/Server/Kernel/ApiPipeline.cs: RunAsync"] = "answers a request: HttpContext carries the token",
        ["tools/Server/Kernel/RepeatedCalls.cs: OnceAsync"] = "several callers share one act; the first one's leaving must not end it for the others",
        ["tools/Server/Campaigns/Ledger.cs: ArriveAsync"] = "a push that has left is recorded, whoever wants to stop",
        ["tools/Server/Campaigns/Ledger.cs: RestAsync"] = "that nobody is on the way is recorded, whoever wants to stop",
        ["tools/Server/Campaigns/Ledger.cs: EndAsync"] = "the end of a run is recorded, whoever wants to stop",
        ["tools/Server/Campaigns/CampaignRunner.cs: StopAsync"] = "stops a run; half of that is worth nothing",
        ["tools/Server/Campaigns/CampaignRunner.cs: StopAppAsync"] = "stops runs; half of that is worth nothing",
        ["bundled/PulumiCli/Commands/CommandLine.cs: RunAsync"] = "the program's edge; the command line makes the token",
        ["bundled/PulumiCli/Plugins/PluginProcess.cs: TolerantAsync"] = "awaits a call that was given its token",
        ["bundled/PulumiCli/Plugins/PluginProcess.cs: HasEndedAsync"] = "waits a second at most",
        ["bundled/PulumiCli/Programs/ChildProcess.cs: HasEndedAsync"] = "waits a second at most",
        ["bundled/PulumiCli/Programs/ChildProcess.cs: KillAsync"] = "a killed process ends, whoever wants to stop waiting",
        ["bundled/PulumiCli/Programs/ProgramRun.cs: RunAsync"] = "ends when the run is stopped; the run holds that token",
        ["tools/Client/Refusals.cs: InvokeAsync"] = "the SDK's own signature: its context carries the token",
        ["tools/Client/Refusals.cs: OpenResponseAsync"] = "the SDK's own signature; the answer is in memory",
        ["tools/Cli/CommandLine.cs: RunAsync"] = "the program's edge; the command line makes the token",
    };

    // folder, or beginning of a file's path -> why nothing in it takes a token
    private static readonly Dictionary<string, string> Outside = new()
    {
        ["tools/Plugin/Hosting/PluginService."] = "gRPC's own signatures: ServerCallContext carries the token",
        ["bundled/Pulumi/"] = "the official SDK's methods take no token, so there is none to hand on; the engine ends a run by ending the process",
    };

    [Fact]
    public void Every_awaitable_method_takes_a_token_last()
    {
        var found = new List<string>();
        foreach (var file in Repository.Sources.Where(f => !Outside.Keys.Any(o => f.StartsWith(o, StringComparison.Ordinal))))
        {
            foreach (Match method in Awaitable().Matches(Repository.Read(file)))
            {
                var (name, parameters) = (method.Groups[1].Value, method.Groups[2].Value);
                if (name != "DisposeAsync" && !Last().IsMatch(parameters))
                {
                    found.Add($"{file}: {name}");
                }
            }
        }

        Assert.Empty(found.Except(Without.Keys));
        Assert.Empty(Without.Keys.Except(found)); // a reason that is no longer needed goes
    }

    // The parameter list may go over several lines and hold function types and tuples.
    [GeneratedRegex(@"^\s*(?:public|internal)(?: static| override| virtual| sealed| abstract| async| partial)* (?:Value)?Task\b"
        + @"[^=;(]*?(\w+)(?:<\w+>)?\(((?:[^()]|\([^()]*\))*)\)", RegexOptions.Multiline)]
    private static partial Regex Awaitable();

    // The context of a gRPC call carries the call's token.
    [GeneratedRegex(@"(CancellationToken \w+( = default)?|ServerCallContext \w+)\s*$")]
    private static partial Regex Last();
}
