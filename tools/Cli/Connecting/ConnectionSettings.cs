using System.CommandLine;

namespace Pinpush.Cli.Connecting;

/// <summary>Whom to call, with which keys. Options win over <c>PINPUSH_*</c>, which win over the local server that started first.</summary>
/// <param name="Endpoint">Null: AWS itself, in <paramref name="Region"/>.</param>
/// <param name="CredentialsFile">Null: the usual chain of the AWS SDK, which is never used for a loopback address.</param>
/// <param name="ApplicationId">Null: the only app that the server has.</param>
internal sealed record ConnectionSettings(Uri? Endpoint, string Region, string? CredentialsFile, string? ApplicationId)
{
    public const string DefaultRegion = "us-east-1";

    /// <exception cref="Refusal">No server is known and none was named, or a local one has no key file.</exception>
    public static ConnectionSettings Read(ParseResult parsed, CommandHost host)
    {
        var known = KnownServer.ReadAll(host.Home);
        var live = known.FirstOrDefault(s => s.IsAlive());
        var region = parsed.GetValue(CommonOptions.Region) ?? host.Settings["REGION"];
        var endpoint = parsed.GetValue(CommonOptions.EndpointUrl) ?? AbsoluteUrl.OfVariable(host, "ENDPOINT_URL") ?? live?.Url;
        if (endpoint is null && region is null)
        {
            throw new Refusal(
                (known is [.., var gone]
                    ? $"The server that ./pinpush serve started on {gone.Url} is gone: its process {gone.ProcessId} has ended without a word. Start it again with ./pinpush serve"
                    : "No server: none was started here and none was named. Start one with ./pinpush serve")
                + ", or name one with --endpoint-url URL. "
                + "(--region REGION alone calls AWS, which still has apps, channels and SendMessages.)");
        }

        var credentials = parsed.GetValue(CommonOptions.Credentials) ?? host.Settings["CREDENTIALS"];
        if (credentials is null && endpoint is { IsLoopback: true })
        {
            credentials = known.FirstOrDefault(s => s.Url == endpoint)?.CredentialsFile ?? Path.Combine(host.Home, "server", "credentials");
        }

        if (credentials is not null && !File.Exists(credentials))
        {
            throw new Refusal($"There is no credentials file at {credentials}. --credentials FILE names the one that the server wrote at its start.");
        }

        return new ConnectionSettings(
            endpoint, region ?? DefaultRegion, credentials, parsed.GetValue(CommonOptions.ApplicationId) ?? host.Settings["APPLICATION_ID"]);
    }
}
