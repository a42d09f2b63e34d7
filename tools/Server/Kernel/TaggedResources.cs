namespace Pinpush.Server.Kernel;

/// <summary>From the tags of a resource, null for none, to those that it has after a change.</summary>
internal delegate IReadOnlyDictionary<string, string>? TagChange(IReadOnlyDictionary<string, string>? tags);

/// <summary>Changes the tags of one resource; null when there is no such resource.</summary>
/// <param name="names">What stands for each <c>*</c> of its form.</param>
internal delegate Task<Tagged?> Tagging(string[] names, TagChange change, CancellationToken cancellationToken);

/// <summary>The tags that a resource has.</summary>
internal sealed record Tagged(IReadOnlyDictionary<string, string>? Tags);

/// <summary>The kinds of resource that have tags, by the form of their ARNs.</summary>
internal sealed class TaggedResources
{
    private readonly List<(string[] Form, Tagging Tagging)> kinds = [];

    /// <param name="form">The last part of an ARN with <c>*</c> for a name or an id: <c>apps/*/segments/*</c>.</param>
    public void Add(string form, Tagging tagging) => kinds.Add((form.Split('/'), tagging));

    /// <summary>Null when it is no ARN of a resource that has tags.</summary>
    public Func<TagChange, CancellationToken, Task<Tagged?>>? Of(string arn)
    {
        // arn:aws:mobiletargeting:eu-west-1:000000000000:apps/0a1b/segments/2c3d, ...:templates/welcome/PUSH
        var resource = arn.Split(':', 6) is ["arn", _, "mobiletargeting", _, _, var r] ? r.Split('/') : [];
        foreach (var (form, tagging) in kinds)
        {
            if (form.Length == resource.Length && form.Zip(resource).All(p => p.First == "*" || p.First == p.Second))
            {
                string[] names = [.. resource.Where((_, i) => form[i] == "*")];
                return (change, token) => tagging(names, change, token);
            }
        }

        return null;
    }
}
