namespace Pinpush.Plugin.Describing;

/// <summary>One resource of a plugin.</summary>
/// <param name="Token">Its type, e.g. <c>pinpoint:index:Segment</c>.</param>
/// <param name="Inputs">What the program gives; named as the class. All of it is told as an output as well.</param>
/// <param name="Computed">What only the outputs have, or what an output always has where the input may be left out.</param>
public sealed record ResourceDescription(string Token, Shape.Group Inputs, IReadOnlyList<Member> Computed)
{
    public IReadOnlyList<Member> Outputs =>
        [.. Inputs.Members.Where(i => Computed.All(c => c.Name != i.Name)), .. Computed.Select(c => c with { IsRequired = true })];
}

/// <summary>A plugin as its schema tells it.</summary>
/// <param name="Namespace">Of the C# classes, before the package's own name: <c>Pinpush</c> for <c>Pinpush.Pinpoint</c>.</param>
/// <param name="Version">Semantic, without a leading v.</param>
/// <param name="Config">The provider's own settings.</param>
public sealed record PluginDescription(
    string Package, string Namespace, string Version, string Description, Shape.Group Config, IReadOnlyList<ResourceDescription> Resources);
