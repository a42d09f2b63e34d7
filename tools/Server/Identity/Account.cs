namespace Pinpush.Server.Identity;

/// <summary>The one account whose resources these are.</summary>
/// <param name="Id">12 digits.</param>
internal sealed record Account(string Id)
{
    /// <summary><c>arn:aws:mobiletargeting:{region}:{account}:{resource}</c>; the region is that of the call that makes the resource.</summary>
    public string Arn(string region, string resource) => $"arn:aws:mobiletargeting:{region}:{Id}:{resource}";
}
