using System.Text.Json.Nodes;
using Pinpush.Plugin.Tests;

namespace Pinpush.AwsProvider.Tests;

/// <summary>What the server refuses of an app and its channels is refused before anything is made, at the property that the program wrote.</summary>
public sealed class RefusedBeforeTests
{
    private const string App = "app:App", Apns = "apnsChannel:ApnsChannel", Gcm = "gcmChannel:GcmChannel";

    // The type, what is given beside what is right (null takes it away), and where the fault is told.
    private static readonly (string Type, string Inputs, string Property)[] Wrong =
    [
        (App, """{"name":" "}""", "name"),
        (App, """{"tags":{"aws:team":"a"}}""", "tags"),
        (App, """{"tags":{"team!":"a"}}""", "tags"),
        (App, """{"tags":{"team":"LONG"}}""", "tags.team"),
        (App, """{"limits":{"daily":5}}""", "limits.daily"),
        (App, """{"limits":{"total":5}}""", "limits.total"),
        (App, """{"quietTime":{"start":"22:00","end":"08:00"}}""", "quietTime"),
        (App, """{"campaignHook":{"lambdaFunctionName":"f","mode":"FILTER"}}""", "campaignHook"),
        (Apns, """{"tokenKey":"no key"}""", "tokenKey"),
        (Apns, """{"defaultAuthenticationMethod":"SOME"}""", "defaultAuthenticationMethod"),
        (Apns, """{"defaultAuthenticationMethod":"CERTIFICATE"}""", "defaultAuthenticationMethod"),
        (Apns, """{"tokenKey":null,"tokenKeyId":null,"teamId":null,"bundleId":null,"certificate":"no","privateKey":"key"}""", "certificate"),
        (Gcm, """{"serviceJson":"no"}""", "serviceJson"),
        (Gcm, """{"serviceJson":"{}"}""", "serviceJson"),
    ];

    [Fact]
    public async Task What_the_server_refuses_is_refused_by_Check_with_a_path()
    {
        await using var stage = await PluginStage.StartAsync("aws");
        var app = (await stage.CreateAsync(Urn(App), Given(App, "{}", ""))).Id;
        List<string> wrong = [];
        foreach (var (type, inputs, property) in Wrong)
        {
            var given = Given(type, inputs, app);
            var answer = await stage.CheckAsync(Urn(type), given);
            var made = await stage.Plugin.CallAsync("create", new() { ["urn"] = Urn(type), ["properties"] = given.DeepClone() }); // unchecked
            var told = answer["failuresList"]!.AsArray().Select(f => f!["property"]!.ToString()).Distinct().ToArray(); // the driver fills in every list
            var isRefused = made["error"]?["message"]?.ToString().Contains("HTTP 400", StringComparison.Ordinal) == true;
            wrong.AddRange(isRefused && told is [var path] && path == property ? [] : [$"{type} {inputs}: {answer["failuresList"]} {made}"]);
        }

        Assert.Empty(wrong);
        foreach (var type in new[] { Apns, Gcm })
        {
            await stage.CreateAsync(Urn(type), Given(type, "{}", app)); // what is right is taken
            var later = Given(type, "{}", PluginStage.Unknown);
            later[type == Apns ? "tokenKey" : "serviceJson"] = PluginStage.Unknown;
            Assert.Empty((await stage.CheckAsync(Urn(type), later))["failuresList"]!.AsArray()); // what is not known yet is not judged
        }
    }

    private static string Urn(string type) => PluginStage.Urn($"aws:pinpoint/{type}", "judged");

    private static JsonObject Given(string type, string inputs, string app)
    {
        var given = type == App ? new() { ["name"] = "shop" } : ChannelInputs.Of(app, type);
        foreach (var (name, value) in JsonNode.Parse(inputs.Replace("LONG", new('x', 257), StringComparison.Ordinal))!.AsObject()) // an object
        {
            given.Remove(name);
            if (value is not null)
            {
                given[name] = value.DeepClone();
            }
        }

        return given;
    }
}
