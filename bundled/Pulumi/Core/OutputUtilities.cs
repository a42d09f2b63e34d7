using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Looks into outputs: for tests and tools. A program that awaits an output here loses secrecy and dependencies.</summary>
public static class OutputUtilities
{
    public static async Task<bool> GetIsKnownAsync<T>(Output<T> output) => (await DataAsync(output).ConfigureAwait(false)).IsKnown;

    /// <summary>The value; the type's default while it is not known.</summary>
    public static async Task<T> GetValueAsync<T>(Output<T> output) => (await DataAsync(output).ConfigureAwait(false)).Value;

    public static async Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) => (await DataAsync(output).ConfigureAwait(false)).Resources;

    /// <summary>An output that is not known although it has a value: what a preview would see.</summary>
    public static Output<T> CreateUnknown<T>(T value) => new(OutputData.Known(value) with { IsKnown = false });

    /// <inheritdoc cref="CreateUnknown{T}(T)"/>
    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        return new(UnknownAsync());

        async Task<OutputData<T>> UnknownAsync() => OutputData.Known(await valueFactory().ConfigureAwait(false)) with { IsKnown = false };
    }

    /// <summary>The same value, which depends on <paramref name="resource"/> too.</summary>
    public static Output<T> WithDependency<T>(Output<T> output, Resource resource)
    {
        ArgumentNullException.ThrowIfNull(output);
        return new(AddAsync());

        async Task<OutputData<T>> AddAsync()
        {
            var data = await output.DataTask.ConfigureAwait(false);
            return data with { Resources = data.Resources.Add(resource) };
        }
    }

    private static Task<OutputData<T>> DataAsync<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output.DataTask;
    }
}
