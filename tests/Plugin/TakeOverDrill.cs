using System.Text.Json.Nodes;

namespace Pinpush.Plugin.Tests;

/// <summary>
/// What an engine does that is told to replace what need not be replaced: it creates, and deletes what the state had before, under one id. Nothing may be lost.
/// </summary>
internal static class TakeOverDrill
{
    public static async Task RunAsync(string package, string urn, Func<PluginStage, Task<JsonObject>> program)
    {
        await using var stage = await PluginStage.StartAsync(package);
        var inputs = await program(stage);
        var first = await stage.CreateAsync(urn, inputs);
        var second = await stage.CreateAsync(urn, inputs);
        Assert.Equal(first.Id, second.Id);

        await stage.DeleteAsync(first);
        Assert.Equal(second, await stage.RefreshAsync(second), Same);

        var third = await stage.CreateAsync(urn, inputs);
        await stage.DeleteAsync(second);
        var refreshed = await stage.RefreshAsync(first);
        Assert.NotNull(refreshed);
        await stage.DeleteAsync(refreshed); // a run was broken off, and its successor looks, and deletes once more
        Assert.Equal(third, await stage.RefreshAsync(third), Same);

        await stage.DeleteAsync(third);
        Assert.Null(await stage.RefreshAsync(third));
        var logs = (await stage.Plugin.EndAsync())["logs"]!.AsArray().Select(l => l!.GetValue<string>()).ToList(); // the driver tells them
        Assert.Equal(3, logs.Count(l => l.Contains("is not deleted: ", StringComparison.Ordinal)));
    }

    /// <summary>A resource whose name in the program changed, whose old name is used again, and which then goes.</summary>
    public static async Task RenameAsync(string package, string urn, Func<PluginStage, Task<JsonObject>> program, Func<JsonObject, JsonObject> another)
    {
        await using var stage = await PluginStage.StartAsync(package);
        var inputs = await program(stage);
        var made = await stage.CreateAsync(urn, inputs);

        var renamed = made with { Urn = urn + "-renamed" };
        var diff = await stage.DiffAsync(renamed, renamed.Inputs);
        Assert.Equal((2, "[]"), ((int?)diff["changes"], diff["replacesList"]?.ToJsonString())); // an update
        renamed = await stage.UpdateAsync(renamed, renamed.Inputs);
        Assert.Equal(1, (int?)(await stage.DiffAsync(renamed, renamed.Inputs))["changes"]);

        var other = await stage.CreateAsync(urn, another(inputs));
        await stage.DeleteAsync(renamed);
        Assert.NotEqual(made.Id, other.Id);
        Assert.Equal(other, await stage.RefreshAsync(other), Same);
        Assert.Null(await stage.RefreshAsync(renamed));
    }

    private static bool Same(Made? one, Made? other) => one is not null && other is not null && one.Id == other.Id
        && JsonNode.DeepEquals(one.Inputs, other.Inputs) && JsonNode.DeepEquals(one.Outputs, other.Outputs);
}
