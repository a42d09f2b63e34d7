namespace Pinpush.Wire;

/// <summary>Tags of a campaign that the server acts on.</summary>
public static class CampaignTags
{
    /// <summary>The most endpoints that a run may reach; a run with more recipients is refused as a whole.</summary>
    public const string MaxAudience = "pinpush:max-audience";
}
