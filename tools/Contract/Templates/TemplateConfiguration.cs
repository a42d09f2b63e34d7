namespace Pinpush.Contract;

/// <summary>The templates of a message, by channel. Only PushTemplate is served; a request with another one is refused.</summary>
/// <remarks>Pinpoint service model 2016-12-01, shape TemplateConfiguration.</remarks>
public sealed record TemplateConfiguration
{
    public Template? EmailTemplate { get; init; }
    public Template? PushTemplate { get; init; }
    public Template? SMSTemplate { get; init; }
    public Template? VoiceTemplate { get; init; }
    public Template? InAppTemplate { get; init; }
}
