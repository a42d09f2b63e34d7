namespace Pinpush.PulumiCli.Projects;

/// <summary>A plugin entry of the project.</summary>
/// <param name="Folder">Full path of the folder that holds the executable.</param>
internal sealed record NamedPlugin(string Name, string Folder, string? Version);
