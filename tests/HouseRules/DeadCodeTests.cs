using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pinpush.HouseRules.Tests;

/// <summary>What nothing in the solution names goes, whoever may see it; a field that is only given values goes too.</summary>
public sealed class DeadCodeTests
{
    // Their public members are the official packages' own; others use them.
    private static readonly string[] Libraries = ["bundled/Pulumi", "bundled/Pulumi.Aws", "bundled/AWSSDK.Pinpoint", "tools/Provider/Sdk"];

    private static readonly HashSet<(string, int)> Named =
        [.. Solution.Projects.SelectMany(p => p.Uses).Where(u => !(u.Target && u.Symbol is IFieldSymbol)).SelectMany(u => Places(u.Symbol))];

    [Fact]
    public void Nothing_is_unused()
    {
        var found = (from project in Solution.Projects
                     where !Libraries.Contains(project.Folder)
                     from tree in project.Compilation.SyntaxTrees
                     where !Solution.IsGenerated(tree.FilePath)
                     let model = project.Compilation.GetSemanticModel(tree)
                     from node in tree.GetRoot().DescendantNodes()
                     where node is MemberDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax }
                     let symbol = model.GetDeclaredSymbol(node)
                     where Matters(symbol) && !Places(symbol).Any(Named.Contains)
                     select $"{tree.FilePath}: {symbol.Name}").Distinct().ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void A_friend_uses_what_only_friends_see()
    {
        var asked = (from project in Solution.Projects
                     from use in project.Uses
                     where use.Symbol.ContainingAssembly?.Name is { } owner && owner != project.Compilation.AssemblyName && Inner(use.Symbol)
                     select (use.Symbol.ContainingAssembly.Name, project.Compilation.AssemblyName)).ToHashSet();
        var granted = from project in Solution.Projects
                      from friend in project.Compilation.Assembly.GetAttributes()
                      where friend.AttributeClass?.Name == "InternalsVisibleToAttribute"
                      select (project.Compilation.AssemblyName, (string?)friend.ConstructorArguments[0].Value);
        Assert.Empty(granted.Except(asked));
    }

    private static bool Inner(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Internal || (symbol.ContainingType is { } type && Inner(type));

    // Named by something else than our code: what overrides or implements, what an attribute gives to a framework, what a language form calls,
    // and the data that JSON reads and writes.
    private static bool Matters([NotNullWhen(true)] ISymbol? symbol) => symbol is not (null or INamespaceSymbol
            or IMethodSymbol { MethodKind: not MethodKind.Ordinary }
            or IMethodSymbol { Name: "Main" or "GetEnumerator" or "Add" or "Deconstruct" or "Dispose" or "DisposeAsync" }
            or IPropertySymbol { IsIndexer: true } or IPropertySymbol { IsStatic: false, SetMethod: not null }
            or IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum })
        && !symbol.IsOverride && symbol.GetAttributes().IsEmpty && !Implements(symbol)
        && !(symbol is INamedTypeSymbol type && (type.IsStatic || type.GetMembers().Any(m => !m.GetAttributes().IsEmpty || m.Name == "Main")));

    private static bool Implements(ISymbol symbol) => symbol.ContainingType is { } type
        && type.AllInterfaces.SelectMany(i => i.GetMembers())
            .Any(m => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(m), symbol));

    // A symbol of another project's compilation is another object; where it is declared is the same.
    private static IEnumerable<(string, int)> Places(ISymbol symbol) => ((symbol as IMethodSymbol)?.ReducedFrom ?? symbol).DeclaringSyntaxReferences
        .Select(r => (r.SyntaxTree.FilePath, r.Span.Start));
}
