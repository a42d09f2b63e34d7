using Pinpush.Contract;

namespace Pinpush.Server.Tests;

/// <summary>A campaign of the app <c>app</c>, as the store would give it.</summary>
internal static class StoredCampaign
{
    public static CampaignResponse Of(string id) => new()
    {
        Id = id,
        ApplicationId = "app",
        Arn = id,
        SegmentId = "all",
        SegmentVersion = 1,
        CreationDate = "",
        LastModifiedDate = "",
        Version = 1,
    };

    public static PushNotificationTemplateResponse Template => new()
    {
        Arn = "arn",
        TemplateName = "greeting",
        CreationDate = "",
        LastModifiedDate = "",
        TemplateType = TemplateType.Push,
        Version = "1",
    };
}
