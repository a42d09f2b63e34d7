using Pulumi;

namespace Pinpush.Infra.Settings;

/// <summary>What an environment sets in its <c>Pulumi.STACK.yaml</c>.</summary>
/// <param name="AppName">Name of the Pinpoint app.</param>
/// <param name="ProtectApp">Refuse to delete the app, and with it every device, while this is set.</param>
/// <param name="SaleStart">When the winter sale starts, at UTC+01, Germany's time in winter: <c>2026-12-04T09:00:00</c>.</param>
/// <param name="LaunchRun">Name of the send that launches the premium plan; while there is none, that campaign is declared and not sent.</param>
/// <param name="Region">Of the app, and of all that belongs to it.</param>
/// <param name="Endpoint">Address of the API, where the stack's file names it: <c>pinpoint:endpoint</c>.</param>
internal sealed record StackSettings(
    string AppName, bool ProtectApp, ApnsCredentials Apns, FcmCredentials Fcm, string SaleStart, string? LaunchRun, string Region, string? Endpoint)
{
    /// <summary>Address of the API; null for AWS itself, which a stack with <c>localServer</c> is never set up on.</summary>
    public string? EndpointUrl { get; } = Endpoint ?? (Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_PINPOINT") is { Length: > 0 } url ? url : null);

    /// <exception cref="RunException">Something is missing or wrong; the message tells all of it, and how to set it.</exception>
    public static StackSettings Read()
    {
        var reader = new SettingsReader();
        var region = reader.Required("aws", "region", "the region of the app", "eu-central-1");
        if (reader.Required("pinpoint", "region", "the region of the app, once more, for segments and campaigns",
            region.Length > 0 ? region : "eu-central-1") is { Length: > 0 } other
            && region.Length > 0 && other != region)
        {
            reader.Fault($"pinpoint:region is {other} and aws:region is {region}: campaigns have to be where their app is");
        }

        var settings = new StackSettings(
            reader.Required("appName", "the name of the Pinpoint app", $"shop-{Deployment.Instance.StackName}"),
            reader.Flag("protectApp"),
            ApnsCredentials.Read(reader),
            FcmCredentials.Read(reader),
            reader.Required("saleStart", "when the winter sale starts, at UTC+01, Germany's time in winter", "2026-12-04T09:00:00"),
            reader.Optional("launchRun"),
            region,
            new Config("pinpoint").Get("endpoint") is { Length: > 0 } endpoint ? endpoint : null);
        if (reader.Flag("localServer") && settings.EndpointUrl is null)
        {
            var stack = Deployment.Instance.StackName;
            reader.Fault(
                $"this stack is for the server on this machine, whose address only ./pinpush knows: ./pinpush serve, then ./pinpush pulumi up --stack {stack}");
        }

        return reader.Faults is { Count: > 0 } faults
            ? throw new RunException(
                $"Stack {Deployment.Instance.StackName} lacks settings, or has wrong ones:\n{string.Join('\n', faults.Select(f => $"  - {f}"))}")
            : settings;
    }
}
