using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pinpush.HouseRules.Tests;

/// <summary>One project's sources, and what each names.</summary>
/// <param name="Folder">From the repository's root.</param>
internal sealed record SourceProject(string Folder, CSharpCompilation Compilation)
{
    /// <summary>Every name in the project that means something declared in the solution, with the file in which it stands.</summary>
    public IReadOnlyList<(string File, ISymbol Symbol)> Uses => field ??=
        [.. Compilation.SyntaxTrees.Where(t => !Solution.IsGenerated(t.FilePath)).AsParallel().AsOrdered().SelectMany(UsesIn)];

    private IEnumerable<(string File, ISymbol Symbol)> UsesIn(SyntaxTree tree)
    {
        var model = Compilation.GetSemanticModel(tree);
        return from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
               where !name.IsVar
               let found = model.GetSymbolInfo(name)
               let symbol = (found.Symbol ?? found.CandidateSymbols.FirstOrDefault())?.OriginalDefinition
               where symbol is not null && !symbol.DeclaringSyntaxReferences.IsEmpty
               select (tree.FilePath, symbol);
    }
}
