using System.Collections.Immutable;
using System.IO.Enumeration;

namespace Pinpush.PulumiCli.Engine;

/// <summary>Which resources a run is about, and which it replaces whatever their inputs.</summary>
/// <param name="Only">URNs, or patterns with <c>*</c>; empty for all.</param>
/// <param name="Dependents">What depends on one of <paramref name="Only"/> is meant too.</param>
/// <param name="Replace">URNs or patterns.</param>
internal sealed record Targets(ImmutableArray<string> Only, bool Dependents, ImmutableArray<string> Replace)
{
    public bool IsAll => Only.IsEmpty;

    public bool Contains(string urn) => IsAll || Match(Only, urn);

    public bool Replaces(string urn) => Match(Replace, urn);

    /// <summary>Those that name one resource, which is not among these.</summary>
    public IEnumerable<string> Missing(IReadOnlySet<string> urns) =>
        Only.Concat(Replace).Where(t => !t.Contains('*', StringComparison.Ordinal) && !urns.Contains(t));

    // Both * and ** stand for anything, also over the borders of a URN's parts.
    private static bool Match(ImmutableArray<string> patterns, string urn) =>
        patterns.Any(p => FileSystemName.MatchesSimpleExpression(p, urn, ignoreCase: false));
}
