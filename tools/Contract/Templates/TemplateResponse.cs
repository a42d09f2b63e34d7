namespace Pinpush.Contract;

/// <summary>A template in the list of templates; Version is the active one.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape TemplateResponse. The list leaves Arn, tags, DefaultSubstitutions and TemplateDescription out.</remarks>
public sealed record TemplateResponse
{
    public required string CreationDate { get; init; }
    public required string LastModifiedDate { get; init; }
    public required string TemplateName { get; init; }
    public required TemplateType TemplateType { get; init; }
    public required string Version { get; init; }
}
