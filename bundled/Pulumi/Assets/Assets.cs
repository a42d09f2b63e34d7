using Pulumi.Serialization;

namespace Pulumi;

/// <summary>One file.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(string property, string value)
        : base(Signatures.Asset, property, value)
    {
    }
}

/// <summary>A file on this machine; a relative path counts from the program's working folder.</summary>
public sealed class FileAsset(string path) : Asset(Constants.AssetPath, path);

/// <summary>A file made of a text.</summary>
public sealed class StringAsset(string text) : Asset(Constants.AssetText, text);

/// <summary>A file at a URI; http, https and file are understood.</summary>
public sealed class RemoteAsset(string uri) : Asset(Constants.AssetUri, uri);
