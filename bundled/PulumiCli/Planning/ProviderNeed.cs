namespace Pinpush.PulumiCli.Planning;

/// <summary>Which default provider a request asks for.</summary>
/// <param name="Version">Empty for any.</param>
/// <param name="DownloadUrl">Empty for the usual place.</param>
internal sealed record ProviderNeed(string Version, string DownloadUrl)
{
    public static ProviderNeed None { get; } = new("", "");
}
