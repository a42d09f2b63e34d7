using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Display;

/// <summary>Messages, gathered by resource.</summary>
internal static class DiagnosticText
{
    public static IEnumerable<string> Lines(IReadOnlyCollection<Diagnostic> diagnostics, string stackUrn)
    {
        var shown = diagnostics.Where(d => d is { Severity: not Severity.Debug, Ephemeral: false }).ToList();
        if (shown.Count == 0)
        {
            return [];
        }

        var groups = shown.GroupBy(d => d.Urn.Length > 0 ? d.Urn : stackUrn, StringComparer.Ordinal);
        return groups.SelectMany((g, i) => g.SelectMany(d => One(d).Split('\n')).Select(l => "    " + l.TrimEnd())
            .Prepend($"  {Title(g.Key)}:").Prepend(i == 0 ? "Diagnostics:" : ""));
    }

    /// <summary>A message with the word for its severity; what a program prints comes as it is.</summary>
    public static string One(Diagnostic diagnostic) => diagnostic.Severity switch
    {
        Severity.Error => $"error: {diagnostic.Text}",
        Severity.Warning => $"warning: {diagnostic.Text}",
        _ => diagnostic.Text,
    };

    private static string Title(string urn) => Urn.IsUrn(urn) ? $"{ShortType(Urn.TypeOf(urn))} ({Urn.NameOf(urn)})" : "run";

    /// <summary><c>aws:pinpoint/app:App</c> as <c>aws:pinpoint:App</c>.</summary>
    public static string ShortType(string type) => type.Split(':') is [var package, var module, var name] ? $"{package}:{module.Split('/')[0]}:{name}" : type;
}
