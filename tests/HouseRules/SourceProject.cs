using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pinpush.HouseRules.Tests;

/// <summary>One project's sources, and what each names.</summary>
/// <param name="Folder">From the repository's root.</param>
internal sealed record SourceProject(string Folder, CSharpCompilation Compilation)
{
    /// <summary>Every name in the project that means something declared in the solution.</summary>
    public IReadOnlyList<Use> Uses => field ??=
        [.. Compilation.SyntaxTrees.Where(t => !Solution.IsGenerated(t.FilePath)).AsParallel().AsOrdered().SelectMany(UsesIn)];

    private IEnumerable<Use> UsesIn(SyntaxTree tree)
    {
        var model = Compilation.GetSemanticModel(tree);
        return from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
               where !name.IsVar
               let found = model.GetSymbolInfo(name)
               from symbol in found.Symbol is { } only ? [only] : found.CandidateSymbols
               where !symbol.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty
               select new Use(tree.FilePath, symbol.OriginalDefinition, IsTarget(name));
    }

    // x = 1, this.x = 1, (x, y) = (1, 2)
    private static bool IsTarget(ExpressionSyntax expression) => expression.Parent switch
    {
        MemberAccessExpressionSyntax member when member.Name == expression => IsTarget(member),
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsTarget(tuple),
        AssignmentExpressionSyntax assignment => assignment.Left == expression && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression),
        _ => false,
    };

    /// <summary>One name in the sources.</summary>
    /// <param name="File">Where it stands.</param>
    /// <param name="Target">Whether it is only given a value there.</param>
    internal sealed record Use(string File, ISymbol Symbol, bool Target);
}
