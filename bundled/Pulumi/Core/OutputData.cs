using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output has come to.</summary>
/// <param name="Resources">The resources that the value comes from.</param>
/// <param name="Value">The value; the type's default while it is not known.</param>
/// <param name="IsKnown">False in a preview for what only an update can tell.</param>
/// <param name="IsSecret">Set when the engine has to encrypt the value in the state.</param>
internal readonly record struct OutputData<T>(ImmutableHashSet<Resource> Resources, T Value, bool IsKnown, bool IsSecret);

/// <summary>Makers and combinators of <see cref="OutputData{T}"/>.</summary>
internal static class OutputData
{
    public static OutputData<T> Known<T>(T value, bool isSecret = false) => new([], value, true, isSecret);

    /// <summary>A value that nobody knows yet: <c>default</c> is never read, as <see cref="OutputData{T}.IsKnown"/> says.</summary>
    public static OutputData<T> Unknown<T>(ImmutableHashSet<Resource> resources, bool isSecret) => new(resources, default!, false, isSecret);

    public static OutputData<T> With<T, TOther>(this OutputData<T> data, OutputData<TOther> other) =>
        new(Union(data.Resources, other.Resources), data.Value, data.IsKnown && other.IsKnown, data.IsSecret || other.IsSecret);

    public static ImmutableHashSet<Resource> Union(ImmutableHashSet<Resource> first, ImmutableHashSet<Resource> second) =>
        first.IsEmpty ? second : second.IsEmpty ? first : first.Union(second);
}
