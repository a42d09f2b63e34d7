using Pinpush.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Pinpoint;

namespace Pinpush.Infra.Channels;

/// <summary>APNs for builds from the App Store and TestFlight, and its sandbox for builds from Xcode. Both take the same credentials.</summary>
internal static class ApnsChannels
{
    public static Resource[] Declare(Output<string> applicationId, ApnsCredentials credentials, CustomResourceOptions options) => credentials switch
    {
        ApnsCredentials.Token c =>
        [
            new ApnsChannel("apns", new ApnsChannelArgs
            {
                ApplicationId = applicationId,
                DefaultAuthenticationMethod = "TOKEN",
                BundleId = c.BundleId,
                TeamId = c.TeamId,
                TokenKeyId = c.TokenKeyId,
                TokenKey = c.TokenKey,
            }, options),
            new ApnsSandboxChannel("apns-sandbox", new ApnsSandboxChannelArgs
            {
                ApplicationId = applicationId,
                DefaultAuthenticationMethod = "TOKEN",
                BundleId = c.BundleId,
                TeamId = c.TeamId,
                TokenKeyId = c.TokenKeyId,
                TokenKey = c.TokenKey,
            }, options),
        ],
        ApnsCredentials.Certificate c =>
        [
            new ApnsChannel("apns", new ApnsChannelArgs
            {
                ApplicationId = applicationId,
                DefaultAuthenticationMethod = "CERTIFICATE",
                Certificate = c.PemCertificate,
                PrivateKey = c.PrivateKey,
            }, options),
            new ApnsSandboxChannel("apns-sandbox", new ApnsSandboxChannelArgs
            {
                ApplicationId = applicationId,
                DefaultAuthenticationMethod = "CERTIFICATE",
                Certificate = c.PemCertificate,
                PrivateKey = c.PrivateKey,
            }, options),
        ],
        _ => throw new InvalidOperationException($"{credentials.GetType().Name}: there are two kinds of APNs credentials."),
    };
}
