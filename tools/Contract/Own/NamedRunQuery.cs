using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Contract;

/// <summary>Which campaign was sent under the name of a run (<see cref="OwnTags.Run"/>). 404 when none was.</summary>
public sealed record NamedRunQuery(string Run) : OwnQuery<NamedRunResponse>(At)
{
    public const string At = "/pinpush/runs";

    private const string RunName = "run";

    public override JsonTypeInfo<NamedRunResponse> AnswerType => WireJson.Default.NamedRunResponse;

    public override IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string> { [RunName] = Run };

    /// <inheritdoc cref="AudienceQuery.Read"/>
    public static NamedRunQuery Read(Func<string, string?> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new(parameter(RunName) ?? "");
    }
}
