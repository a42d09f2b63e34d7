namespace Pinpush.Contract;

/// <summary>A page of templates.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape TemplatesResponse.</remarks>
public sealed record TemplatesResponse
{
    public required IReadOnlyList<TemplateResponse> Item { get; init; }
    public string? NextToken { get; init; }
}
