using System.Text.Json.Nodes;

namespace Pinpush.AwsProvider.Tests;

/// <summary>What the official plugin was seen to send: the steps of one resource's life, and the calls of each in their order.</summary>
/// <param name="Kind">Its type in the package, e.g. <c>app:App</c>.</param>
/// <param name="Channel">The word of its channel in a path; empty for none.</param>
internal sealed record RecordedStory(string Kind, string Channel, IReadOnlyList<RecordedStep> Steps)
{
    private const string Region = "eu-central-1";

    /// <summary>All of <c>calls.json</c>.</summary>
    /// <remarks>
    /// Source: the Pinpoint resources of terraform-provider-aws, texts of 2024 to 2026, behind pulumi-terraform-bridge 3.120, recorded by a proxy.
    /// </remarks>
    public static IReadOnlyList<RecordedStory> All()
    {
        var stories = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "calls.json")))!.AsArray();
        return [.. stories.SelectMany(s => s!["kinds"]!.AsObject().Select(k => new RecordedStory(k.Key, k.Value!.ToString(), Read(s["steps"]!.AsArray()))))];
    }

    /// <summary>A text or JSON with its placeholders filled in.</summary>
    /// <param name="app">For <c>{app}</c>, and in <c>{arn}</c>, which is escaped as in a path.</param>
    public string Fill(string text, string app) => text.Replace("{app}", app, StringComparison.Ordinal)
        .Replace("{arn}", Uri.EscapeDataString($"arn:aws:mobiletargeting:{Region}:000000000000:apps/{app}"), StringComparison.Ordinal)
        .Replace("{channel}", Channel, StringComparison.Ordinal)
        .Replace("{p8}", Escaped(Keys.P8), StringComparison.Ordinal)
        .Replace("{serviceAccount}", Escaped(Keys.ServiceAccount), StringComparison.Ordinal);

    private static List<RecordedStep> Read(JsonArray steps) => [.. steps.Select(s => new RecordedStep(
        s!["step"]!.ToString(), s["inputs"]?.ToJsonString(),
        [.. s["calls"]!.AsArray().Select(c => (c!["call"]!.ToString(), c["body"]?.ToJsonString()))]))];

    // as it stands inside a JSON text
    private static string Escaped(string text) => JsonValue.Create(text).ToJsonString()[1..^1];
}

/// <param name="Does">create, update, refresh or delete.</param>
/// <param name="Inputs">Of the program, JSON; null where the step takes none.</param>
/// <param name="Calls">Method and target, and the body, JSON.</param>
internal sealed record RecordedStep(string Does, string? Inputs, IReadOnlyList<(string Call, string? Body)> Calls);
