namespace Pinpush.Contract;

/// <summary>The answer to a created template.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape CreateTemplateMessageBody.</remarks>
public sealed record CreateTemplateMessageBody
{
    public string? Arn { get; init; }
    public string? Message { get; init; }
    public string? RequestID { get; init; }
}
