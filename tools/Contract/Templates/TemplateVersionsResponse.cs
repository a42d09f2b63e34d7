namespace Pinpush.Contract;

/// <summary>A page of a template's versions, newest first.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape TemplateVersionsResponse.</remarks>
public sealed record TemplateVersionsResponse
{
    public required IReadOnlyList<TemplateVersionResponse> Item { get; init; }
    public string? Message { get; init; }
    public string? NextToken { get; init; }
    public string? RequestID { get; init; }
}
