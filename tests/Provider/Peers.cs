using Amazon.Pinpoint;

namespace Pinpush.Provider.Tests;

/// <summary>What is there before the plugin is called.</summary>
internal static class Peers
{
    public static async Task<string> AppAsync(AmazonPinpointClient aws) =>
        (await aws.CreateAppAsync(new() { CreateApplicationRequest = new() { Name = "shop" } }, TestContext.Current.CancellationToken)).ApplicationResponse.Id;
}
