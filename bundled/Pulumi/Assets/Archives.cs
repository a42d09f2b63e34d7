using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A collection of files.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(string property, object value)
        : base(Signatures.Archive, property, value)
    {
    }
}

/// <summary>A folder or a packed file (tar, tar.gz, zip) on this machine.</summary>
public sealed class FileArchive(string path) : Archive(Constants.AssetPath, path);

/// <summary>A packed file at a URI.</summary>
public sealed class RemoteArchive(string uri) : Archive(Constants.AssetUri, uri);

/// <summary>An archive put together from named assets and archives.</summary>
public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets) : Archive(Constants.ArchiveAssets, assets);
