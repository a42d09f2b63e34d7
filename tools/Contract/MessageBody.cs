namespace Pinpush.Contract;

/// <summary>The answer of calls that answer with nothing else.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape MessageBody.</remarks>
public sealed record MessageBody
{
    public string? Message { get; init; }
    public string? RequestID { get; init; }
}
