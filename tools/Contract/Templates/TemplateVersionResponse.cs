namespace Pinpush.Contract;

/// <summary>One version of a template; Version is a whole number as text.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape TemplateVersionResponse.</remarks>
public sealed record TemplateVersionResponse
{
    public required string CreationDate { get; init; }
    public string? DefaultSubstitutions { get; init; }
    public required string LastModifiedDate { get; init; }
    public string? TemplateDescription { get; init; }
    public required string TemplateName { get; init; }
    public required string TemplateType { get; init; }
    public required string Version { get; init; }
}
