using Amazon.Pinpoint;
using Pinpush.Plugin.Tests;

namespace Pinpush.Provider.Tests;

/// <summary>Calls of the API beside those of the plugin.</summary>
internal static class Peers
{
    public static AmazonPinpointClient Client(PluginStage stage) => new(stage.Server.AccessKeyId, stage.Server.SecretAccessKey, new AmazonPinpointConfig
    {
        ServiceURL = stage.Server.Address.ToString(), AuthenticationRegion = PluginStage.Region,
    });

    public static async Task<string> AppAsync(AmazonPinpointClient aws) =>
        (await aws.CreateAppAsync(new() { CreateApplicationRequest = new() { Name = "shop" } }, TestContext.Current.CancellationToken)).ApplicationResponse.Id;
}
