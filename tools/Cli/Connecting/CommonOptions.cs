using System.CommandLine;
using Pinpush.Cli.Input;

namespace Pinpush.Cli.Connecting;

/// <summary>The options of every command that tell what to call.</summary>
internal static class CommonOptions
{
    public static readonly Option<string?> ApplicationId = new("--application-id")
    {
        Description = "Pinpoint application id (PINPUSH_APPLICATION_ID). Default: the only app of the server",
        HelpName = "ID",
        Recursive = true,
    };

    public static readonly Option<Uri?> EndpointUrl = new("--endpoint-url")
    {
        Description = "Address of the API (PINPUSH_ENDPOINT_URL). Default: the local server that ./pinpush serve started",
        HelpName = "URL",
        Recursive = true,
        CustomParser = AbsoluteUrl.Parse,
    };

    public static readonly Option<string?> Region = new("--region")
    {
        Description = "Region to sign for (PINPUSH_REGION). Default: us-east-1. Without any server address: the AWS region to call",
        HelpName = "REGION",
        Recursive = true,
    };

    public static readonly Option<string?> Credentials = new("--credentials")
    {
        Description = "Shared-credentials file with the keys (PINPUSH_CREDENTIALS). Default: that of the local server",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string?> Stack = new("--stack")
    {
        Description = "Pulumi stack whose outputs tell app, address and region (PINPUSH_STACK)",
        HelpName = "NAME",
        Recursive = true,
    };

    public static readonly Option[] All = [Stack, ApplicationId, EndpointUrl, Region, Credentials];

    /// <summary>What the command line sets, under the names of the variables <c>PINPUSH_*</c>.</summary>
    public static Dictionary<string, string?> Given(ParseResult parsed)
    {
        (string Name, string? Value)[] all =
        [
            ("APPLICATION_ID", parsed.GetValue(ApplicationId)), ("ENDPOINT_URL", parsed.GetValue(EndpointUrl)?.AbsoluteUri),
            ("REGION", parsed.GetValue(Region)), ("CREDENTIALS", parsed.GetValue(Credentials)),
        ];
        return all.Where(o => o.Value is not null).ToDictionary(o => o.Name, o => o.Value);
    }
}
