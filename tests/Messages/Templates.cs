using Pinpush.Contract;

namespace Pinpush.Messages.Tests;

internal static class Templates
{
    public static PushNotificationTemplateResponse Empty { get; } = new()
    {
        Arn = "",
        CreationDate = "",
        LastModifiedDate = "",
        TemplateName = "t",
        TemplateType = TemplateType.Push,
        Version = "1",
    };
}
