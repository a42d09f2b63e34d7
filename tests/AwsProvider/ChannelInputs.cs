using System.Text.Json.Nodes;
using Pinpush.Plugin.Tests;

namespace Pinpush.AwsProvider.Tests;

/// <summary>What a program gives for a channel.</summary>
internal static class ChannelInputs
{
    public static JsonObject Of(string app, string type) => type.StartsWith('g')
        ? new() { ["applicationId"] = app, ["defaultAuthenticationMethod"] = "TOKEN", ["serviceJson"] = Keys.ServiceAccount }
        : new()
        {
            ["applicationId"] = app,
            ["bundleId"] = "com.example.app",
            ["teamId"] = "TEAM123456",
            ["tokenKeyId"] = "KEY1234567",
            ["tokenKey"] = PluginStage.Secret(Keys.P8),
        };
}
