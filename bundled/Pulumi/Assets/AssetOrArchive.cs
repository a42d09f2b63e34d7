namespace Pulumi;

/// <summary>A file or a collection of files that a resource takes.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(string signature, string property, object value)
    {
        Signature = signature;
        Property = property;
        Value = value;
    }

    /// <summary>Tells assets from archives on the wire.</summary>
    internal string Signature { get; }

    /// <summary>The wire's key of <see cref="Value"/>: text, path, uri or assets.</summary>
    internal string Property { get; }

    /// <summary>A string, or the named parts of an archive.</summary>
    internal object Value { get; }
}
