namespace Pulumi.Serialization;

/// <summary>The members of special values on the wire; <see cref="Signatures"/> tell them from plain ones.</summary>
/// <remarks>Source: Pulumi, sdk/go/common/resource/plugin/rpc.go.</remarks>
internal static class Constants
{
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
