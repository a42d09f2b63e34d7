using Pinpush.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Pinpoint;

namespace Pinpush.Infra.Channels;

/// <summary>FCM, which Pinpoint calls GCM.</summary>
internal static class FcmChannel
{
    public static Resource Declare(Output<string> applicationId, FcmCredentials credentials, CustomResourceOptions options) =>
        new GcmChannel("fcm", Args(applicationId, credentials), options);

    // The AWS provider takes KEY unless told otherwise, and sends the credential of the method alone.
    private static GcmChannelArgs Args(Output<string> applicationId, FcmCredentials credentials) => credentials switch
    {
        FcmCredentials.ServiceAccount c => new() { ApplicationId = applicationId, DefaultAuthenticationMethod = "TOKEN", ServiceJson = c.Json },
        FcmCredentials.LegacyKey c => new() { ApplicationId = applicationId, DefaultAuthenticationMethod = "KEY", ApiKey = c.ApiKey },
        _ => throw new InvalidOperationException($"{credentials.GetType().Name}: there are two kinds of FCM credentials."),
    };
}
