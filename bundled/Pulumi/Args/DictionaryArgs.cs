using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Resource arguments by wire name, for code that has no class for them.</summary>
public sealed class DictionaryResourceArgs(ImmutableDictionary<string, object?> dictionary) : ResourceArgs
{
    internal override Task<ImmutableDictionary<string, object?>> ToDictionaryAsync() => Task.FromResult(dictionary);
}

/// <summary>Function arguments by wire name, for code that has no class for them.</summary>
public sealed class DictionaryInvokeArgs(ImmutableDictionary<string, object?> dictionary) : InvokeArgs
{
    internal override Task<ImmutableDictionary<string, object?>> ToDictionaryAsync() => Task.FromResult(dictionary);
}
