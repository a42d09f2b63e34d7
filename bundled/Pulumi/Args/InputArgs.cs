using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Arguments: what the members with <see cref="InputAttribute"/> hold, inherited and private ones too.</summary>
public abstract class InputArgs
{
    internal virtual Task<ImmutableDictionary<string, object?>> ToDictionaryAsync() => InputMembers.ReadAsync(this);
}
