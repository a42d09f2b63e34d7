namespace Pinpush.Contract;

/// <summary>Local hours, HH:MM on a 24-hour clock, in which an endpoint with a time zone gets nothing.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape QuietTime.</remarks>
public sealed record QuietTime
{
    public string? End { get; init; }
    public string? Start { get; init; }
}
