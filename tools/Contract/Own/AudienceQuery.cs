using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Contract;

/// <summary>How many endpoints a segment holds now. 404 when there is no such segment or app, 400 when it cannot be evaluated.</summary>
/// <param name="SegmentId">Null for all endpoints of the app.</param>
public sealed record AudienceQuery(string ApplicationId, string? SegmentId) : OwnQuery<AudienceSize>(At)
{
    public const string At = "/pinpush/audience";

    private const string App = "application-id", Segment = "segment-id";

    public override JsonTypeInfo<AudienceSize> AnswerType => WireJson.Default.AudienceSize;

    public override IReadOnlyDictionary<string, string> Parameters => SegmentId is null
        ? new Dictionary<string, string> { [App] = ApplicationId } : new Dictionary<string, string> { [App] = ApplicationId, [Segment] = SegmentId };

    /// <param name="parameter">Its value in the query by name; null for one that is missing.</param>
    public static AudienceQuery Read(Func<string, string?> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new(parameter(App) ?? "", parameter(Segment));
    }
}
