using System.Security.Cryptography;
using Amazon.Pinpoint;

namespace Pinpush.Provider.Tests;

/// <summary>What is there before the plugin is called.</summary>
internal static class Peers
{
    public static async Task<string> AppAsync(AmazonPinpointClient aws) =>
        (await aws.CreateAppAsync(new() { CreateApplicationRequest = new() { Name = "shop" } }, TestContext.Current.CancellationToken)).ApplicationResponse.Id;

    /// <summary>Gives the app a phone on a channel whose gateway cannot be reached: a campaign to it runs for minutes.</summary>
    public static async Task UnreachableAsync(AmazonPinpointClient aws, string app)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await aws.UpdateApnsChannelAsync(new()
        {
            ApplicationId = app,
            APNSChannelRequest = new()
            {
                BundleId = "com.example.app",
                TeamId = "TEAM123456",
                TokenKeyId = "KEY1234567",
                TokenKey = key.ExportPkcs8PrivateKeyPem(),
            },
        }, cancellationToken);
        var phone = new Amazon.Pinpoint.Model.EndpointRequest { Address = "0a0b", ChannelType = ChannelType.APNS };
        await aws.UpdateEndpointAsync(new() { ApplicationId = app, EndpointId = "phone", EndpointRequest = phone }, cancellationToken);
    }
}
