namespace Pulumi.Serialization;

/// <summary>The marks that tell special values on the wire from plain ones.</summary>
/// <remarks>Source: Pulumi, sdk/go/common/resource/sig and sdk/go/common/resource/plugin/rpc.go.</remarks>
internal static class Constants
{
    /// <summary>The string that stands for a value that is not known yet.</summary>
    public const string UnknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>The key whose value says what kind of special value a struct is.</summary>
    public const string SignatureKey = "4dabf18193072939515e22adb298388d";

    public const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";
    public const string AssetSignature = "c44067f5952c0a294b673a41bacd8c17";
    public const string ArchiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";
    public const string ResourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
    public const string OutputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    public const string ValueKey = "value";
    public const string SecretKey = "secret";
    public const string DependenciesKey = "dependencies";
    public const string UrnKey = "urn";
    public const string IdKey = "id";

    public const string AssetText = "text";
    public const string AssetPath = "path";
    public const string AssetUri = "uri";
    public const string ArchiveAssets = "assets";

    /// <summary>Keys with this prefix are the engine's and a provider's own.</summary>
    public const string InternalPrefix = "__";
}
