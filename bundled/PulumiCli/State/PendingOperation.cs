namespace Pinpush.PulumiCli.State;

/// <summary>A step that was begun and of whose end nothing is recorded.</summary>
/// <param name="Type"><c>creating</c>, <c>updating</c>, <c>deleting</c>, <c>reading</c> or <c>importing</c>.</param>
internal sealed record PendingOperation(ResourceState Resource, string Type)
{
    public const string Creating = "creating";
    public const string Updating = "updating";
    public const string Deleting = "deleting";
    public const string Reading = "reading";
    public const string Importing = "importing";
}
