namespace Pinpush.PulumiCli.Engine;

/// <summary>A message for the user. It is cleared of secrets before it is shown.</summary>
/// <param name="Urn">Empty when it belongs to no resource.</param>
/// <param name="Ephemeral">A status that the next one overwrites; only a terminal shows it.</param>
internal sealed record Diagnostic(Severity Severity, string Urn, string Text, bool Ephemeral = false);
