using System.Text.Json.Nodes;
using Pinpush.Plugin.Tests;

namespace Pinpush.AwsProvider.Tests;

/// <summary>
/// The calls on the wire are those of the official plugin, in their order; but before a delete ours looks whether a later create has taken over what it
/// deletes.
/// </summary>
public sealed class CallsTests
{
    public static TheoryData<int, string> Stories() => new(RecordedStory.All().Select((s, i) => (i, s.Kind)));

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task A_life_makes_the_calls_of_the_official_plugin(int index, string kind)
    {
        var story = RecordedStory.All()[index];
        await using var stage = await PluginStage.StartAsync("aws");
        var calls = new List<RelayedCall>();
        await using var relay = await Relay.StartAsync(stage.Server.Address, async (call, pass) =>
        {
            calls.Add(call);
            return await pass();
        });
        var app = story.Channel.Length > 0 ? (await stage.CreateAsync(PluginStage.Urn("aws:pinpoint/app:App", "shop"), [])).Id : "";
        var config = stage.Config;
        config["endpoints"] = new JsonArray(new JsonObject { ["pinpoint"] = relay.Address.ToString() }).ToJsonString();
        await stage.Plugin.DoneAsync("configure", new() { ["args"] = config });
        var urn = PluginStage.Urn($"aws:pinpoint/{kind}", "it");
        var made = new Made(urn, "", [], []);
        foreach (var step in story.Steps)
        {
            calls.Clear();
            var inputs = JsonNode.Parse(story.Fill(step.Inputs ?? "{}", app))!.AsObject(); // an object
            switch (step.Does)
            {
                case "create":
                    made = await stage.CreateAsync(urn, inputs);
                    app = story.Channel.Length > 0 ? app : made.Id;
                    break;
                case "update":
                    var judged = (await stage.CheckAsync(urn, inputs, made.Inputs))["inputs"]!.AsObject(); // checked inputs come back
                    Assert.Equal(2, (int?)(await stage.DiffAsync(made, judged))["changes"]);
                    made = await stage.UpdateAsync(made, judged);
                    break;
                case "refresh":
                    made = (await stage.RefreshAsync(made))!; // it is there
                    break;
                default:
                    await stage.DeleteAsync(made);
                    break;
            }

            var own = step.Does == "delete" ? 1 : 0;
            Assert.Equal(
                step.Calls.Select(c => $"{story.Fill(c.Call, app)} {Canonical(c.Body is { } body ? story.Fill(body, app) : null)}"),
                calls.Skip(own).Select(c => $"{c.Method} {c.Target} {Canonical(System.Text.Encoding.UTF8.GetString(c.Body))}"));
            if (step.Does != "delete")
            {
                Assert.Equal(1, (int?)(await stage.DiffAsync(made, made.Inputs))["changes"]);
            }
        }
    }

    // The members of an object come in any order.
    private static string Canonical(string? body) => string.IsNullOrEmpty(body) ? "" : Sorted(JsonNode.Parse(body)!.AsObject()).ToJsonString(); // an object

    private static JsonObject Sorted(JsonObject members) => new(members.OrderBy(m => m.Key, StringComparer.Ordinal)
        .Select(m => KeyValuePair.Create(m.Key, m.Value is JsonObject inner ? Sorted(inner) : m.Value?.DeepClone())));
}
