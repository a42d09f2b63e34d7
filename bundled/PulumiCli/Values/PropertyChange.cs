namespace Pinpush.PulumiCli.Values;

/// <summary>What happens to one place.</summary>
internal enum ChangeKind
{
    Add,
    Delete,
    Update,
}

/// <summary>One changed place of a resource.</summary>
/// <param name="Replaces">This change alone demands a new resource.</param>
/// <param name="OfInputs">The old side is the old inputs; otherwise the old outputs.</param>
internal sealed record PropertyChange(PropertyPath Path, ChangeKind Kind, bool Replaces = false, bool OfInputs = true)
{
    /// <summary>The word of <c>preview --json</c>: <c>add</c>, <c>update-replace</c>, …</summary>
    public string Word => Kind switch { ChangeKind.Add => "add", ChangeKind.Delete => "delete", _ => "update" } + (Replaces ? "-replace" : "");
}
