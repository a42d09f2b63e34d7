using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Input;
using Pinpush.Cli.Outcomes;
using Pinpush.Cli.Stacks;
using Pinpush.Client;

namespace Pinpush.Cli.Connecting;

/// <summary>
/// Whom to call, with which keys, and about which app. Options win over <c>PINPUSH_*</c>, which win over the stack's outputs, which win over the local
/// server that started first.
/// </summary>
/// <param name="Server">The usual chain of the AWS SDK has the keys where no file is named, but never for a loopback address.</param>
/// <param name="ApplicationId">Null: the only app that the server has.</param>
internal sealed record Destination(ConnectionSettings Server, string? ApplicationId)
{
    public const string DefaultRegion = "us-east-1";

    /// <exception cref="Refusal">No server is known and none was named, a local one has no key file, or the stack that was named has no outputs.</exception>
    public static async Task<Destination> ReadAsync(ParseResult parsed, CommandHost host, CancellationToken cancellationToken)
    {
        var stack = StackOf(parsed, host);
        var settings = new ConfigurationBuilder();
        if (stack is not null)
        {
            settings.AddInMemoryCollection(await StackOutputs.ReadAsync(stack, host, cancellationToken));
        }

        return Of(settings.AddConfiguration(host.Settings).AddInMemoryCollection(CommonOptions.Given(parsed)).Build(), host, useLocalServer: stack is null);
    }

    /// <summary>The stack whose outputs are meant; null for none.</summary>
    public static string? StackOf(ParseResult parsed, CommandHost host) =>
        (parsed.GetValue(CommonOptions.Stack) ?? host.Settings["STACK"]) is { Length: > 0 } stack ? stack : null;

    /// <param name="settings"><c>ENDPOINT_URL</c>, <c>REGION</c>, <c>CREDENTIALS</c> and <c>APPLICATION_ID</c>, as far as they are set.</param>
    /// <param name="useLocalServer">Without an address, the server that <c>serve</c> started is meant.</param>
    public static Destination Of(IConfiguration settings, CommandHost host, bool useLocalServer)
    {
        var credentials = settings["CREDENTIALS"];
        if (credentials is not null && Existing.NoFile(credentials) is { } why)
        {
            throw new Refusal(
                $"--credentials (PINPUSH_CREDENTIALS): {why}. The one that the server wrote at its start is meant.", ExitCode.WrongCommandLine);
        }

        var known = KnownServer.ReadAll(host.Home);
        var region = settings["REGION"];
        var endpoint = AbsoluteUrl.OfSetting(settings, "ENDPOINT_URL") ?? (useLocalServer ? known.FirstOrDefault(s => s.IsAlive())?.Url : null);
        if (endpoint is null && region is null)
        {
            throw new Refusal(
                (known is [.., var gone]
                    ? $"The server that ./pinpush serve started on {gone.Url} is gone: its process {gone.ProcessId} has ended without a word. "
                        + "Start it again with ./pinpush serve"
                    : "No server: none that was started here runs, and none was named. Start one with ./pinpush serve")
                + ", or name one with --endpoint-url URL (PINPUSH_ENDPOINT_URL). "
                + "(--region REGION alone calls AWS, which still has apps, channels and SendMessages.)");
        }

        if (credentials is null && endpoint is { IsLoopback: true })
        {
            credentials = known.FirstOrDefault(s => s.Url == endpoint)?.CredentialsFile ?? Path.Combine(host.Home, "server", "credentials");
        }

        if (credentials is not null && !File.Exists(credentials))
        {
            throw new Refusal($"There is no credentials file at {credentials}. --credentials FILE names the one that the server wrote at its start.");
        }

        return new(
            new(region ?? DefaultRegion, endpoint, credentials is null ? new Credentials.Usual() : CredentialsFile.ProfileIn(credentials)),
            settings["APPLICATION_ID"]);
    }
}
