namespace Pinpush.PulumiCli.Engine;

/// <summary>What a run is for.</summary>
internal enum RunKind
{
    Update,
    Refresh,
    Destroy,
}
