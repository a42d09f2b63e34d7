using System.Text.Json.Serialization;

namespace Pinpush.Cli.Doctor;

/// <summary>What <c>doctor --json</c> prints.</summary>
internal sealed record DoctorRecord(bool Healthy, IReadOnlyList<DoctorFinding> Findings);

/// <param name="Subject">What was looked at.</param>
/// <param name="Good">It is as it should be.</param>
/// <param name="Advice">What to do; null when nothing.</param>
internal sealed record DoctorFinding(string Subject, bool Good, string Found, string? Advice);

[JsonSerializable(typeof(DoctorRecord))]
internal sealed partial class DoctorJson : JsonSerializerContext;
