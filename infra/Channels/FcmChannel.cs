using Pinpush.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Pinpoint;

namespace Pinpush.Infra.Channels;

/// <summary>FCM, which Pinpoint calls GCM.</summary>
internal static class FcmChannel
{
    public static Resource Declare(Output<string> applicationId, FcmCredentials credentials) => new GcmChannel("fcm", credentials switch
    {
        FcmCredentials.ServiceAccount c => new GcmChannelArgs { ApplicationId = applicationId, DefaultAuthenticationMethod = "TOKEN", ServiceJson = c.Json },
        FcmCredentials.LegacyKey c => new GcmChannelArgs { ApplicationId = applicationId, DefaultAuthenticationMethod = "KEY", ApiKey = c.ApiKey },
        _ => throw new InvalidOperationException($"{credentials.GetType().Name}: there are two kinds of FCM credentials."),
    });
}
