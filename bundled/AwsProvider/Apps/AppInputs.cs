using System.Text.Json.Nodes;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Values;

namespace Pinpush.AwsProvider.Apps;

/// <summary>What a program would have to say for an app that is there; its tags aside.</summary>
internal static class AppInputs
{
    /// <param name="old">What it said before.</param>
    /// <param name="isImport">It said nothing yet, and is to say all that is set; else a block that it did not have stays out: the state has it.</param>
    public static JsonObject Of(AppFacts app, JsonObject old, bool isImport)
    {
        var inputs = new JsonObject();
        foreach (var block in AppShape.Settings.Members)
        {
            var set = Given.Of((Shape.Group)block.Shape, app.Settings.Inner(block.Name)); // settings are blocks
            if (isImport ? set.Count > 0 : old[block.Name] is not null)
            {
                inputs[block.Name] = Kept((Shape.Group)block.Shape, old.Inner(block.Name), set); // likewise
            }
        }

        foreach (var (key, value) in old.Where(p => p.Key is "namePrefix" or "region" or Defaults.Note))
        {
            inputs[key] = value?.DeepClone();
        }

        if (old["namePrefix"] is null)
        {
            inputs["name"] = app.Name;
        }

        inputs[Defaults.Note] ??= new JsonArray();
        return inputs;
    }

    // A 0 that the program spelled out is as good as none: it stays while nothing else is set.
    private static JsonObject Kept(Shape.Group block, JsonObject? old, JsonObject set)
    {
        var before = Given.Of(block, old);
        foreach (var (name, value) in (old ?? []).Where(p => before[p.Key] is null && set[p.Key] is null))
        {
            set[name] = value?.DeepClone();
        }

        return set;
    }
}
