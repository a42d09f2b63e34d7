using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pinpush.Cli.Demo;

/// <summary>What <c>demo --json</c> prints.</summary>
/// <param name="Succeeded">Every step worked.</param>
internal sealed record DemoRecord(bool Succeeded, IReadOnlyList<DemoStep> Steps);

/// <summary>One step and what came of it.</summary>
/// <param name="Succeeded">It did what its title says.</param>
/// <param name="Lines">What happened, in words.</param>
/// <param name="Received">What each simulated device got in this step, as the inbox tells it.</param>
internal sealed record DemoStep(string Title, bool Succeeded, IReadOnlyList<string> Lines, IReadOnlyList<JsonElement> Received);

[JsonSerializable(typeof(DemoRecord))]
internal sealed partial class DemoJson : JsonSerializerContext;
