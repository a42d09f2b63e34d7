namespace Pinpush.PulumiCli.Programs;

/// <summary>What to start, and where.</summary>
/// <param name="Folder">Working folder.</param>
internal sealed record ChildCommand(string File, IReadOnlyList<string> Arguments, string Folder);
