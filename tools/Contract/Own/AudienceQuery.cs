using System.Globalization;
using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Contract;

/// <summary>
/// How many endpoints a segment holds now, by what one of its versions says. 404 when there is no such segment, version or app, 400 when it cannot be
/// evaluated.
/// </summary>
/// <param name="SegmentId">Null for all endpoints of the app.</param>
/// <param name="Version">Null for the current one.</param>
/// <param name="Definition">
/// JSON of a <see cref="WriteSegmentRequest"/> that is not written yet, counted in place of a segment's; servers take request lines up to 8 KB.
/// </param>
public sealed record AudienceQuery(string ApplicationId, string? SegmentId, int? Version = null, string? Definition = null) : OwnQuery<AudienceSize>(At)
{
    public const string At = "/pinpush/audience";

    private const string App = "application-id", Segment = "segment-id", SegmentVersion = "segment-version", Request = "definition";

    public override JsonTypeInfo<AudienceSize> AnswerType => WireJson.Default.AudienceSize;

    public override IReadOnlyDictionary<string, string> Parameters => new[]
    {
        (App, ApplicationId), (Segment, SegmentId), (SegmentVersion, Version?.ToString(CultureInfo.InvariantCulture)), (Request, Definition),
    }.Where(p => p.Item2 is not null).ToDictionary(p => p.Item1, p => p.Item2!, StringComparer.Ordinal); // filtered: not null

    /// <param name="parameter">Its value in the query by name; null for one that is missing. A version that is no number is 0, which none has.</param>
    public static AudienceQuery Read(Func<string, string?> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        int? version = parameter(SegmentVersion) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new(parameter(App) ?? "", parameter(Segment), version, parameter(Request));
    }
}
