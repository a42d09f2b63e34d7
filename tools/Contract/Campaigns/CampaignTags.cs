namespace Pinpush.Contract;

/// <summary>Tags of a campaign that the server acts on.</summary>
public static class CampaignTags
{
    /// <summary>The most endpoints that a run may reach; a run with more recipients is refused as a whole.</summary>
    public const string MaxAudience = "pinpush:max-audience";

    /// <summary>Name of the run. The first campaign that begins to run under a name is the only one of the account that is sent under it, also after it and its app were deleted.</summary>
    public const string Run = "pinpush:run";
}
