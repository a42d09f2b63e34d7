using System.Collections.Immutable;
using System.Globalization;

namespace Pulumi;

/// <summary>Makes outputs, and puts several together.</summary>
public static partial class Output
{
    public static Output<T> Create<T>(T value) => new(OutputData.Known(value));

    public static Output<T> Create<T>(Task<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(AwaitAsync(value, isSecret: false));
    }

    /// <summary>As <c>Create</c>; the engine encrypts the value in the state and hides it in its display.</summary>
    public static Output<T> CreateSecret<T>(T value) => new(OutputData.Known(value, isSecret: true));

    /// <inheritdoc cref="CreateSecret{T}(T)"/>
    public static Output<T> CreateSecret<T>(Task<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(AwaitAsync(value, isSecret: true));
    }

    /// <inheritdoc cref="CreateSecret{T}(T)"/>
    public static Output<T> CreateSecret<T>(Output<T> value) => Marked(value, isSecret: true);

    /// <summary>The same value, no longer marked as secret.</summary>
    public static Output<T> Unsecret<T>(Output<T> output) => Marked(output, isSecret: false);

    public static async Task<bool> IsSecretAsync<T>(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        return (await output.DataTask.ConfigureAwait(false)).IsSecret;
    }

    /// <summary>All values in order: known once every one is, secret if one of them is.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All(inputs.Select(i => i.ToOutput()));

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => All(inputs.Select(i => i.ToOutput()));

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All((IEnumerable<Output<T>>)outputs);

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return new(AllAsync([.. outputs.Select(o => o.DataTask)]));
    }

    /// <summary>A text with outputs in it: <c>Output.Format($"{app.Name}-suffix")</c>. Numbers and dates in the invariant culture.</summary>
    public static Output<string> Format(FormattableString formattableString)
    {
        ArgumentNullException.ThrowIfNull(formattableString);
        return All(formattableString.GetArguments().Select(Untyped))
            .Apply(values => string.Format(CultureInfo.InvariantCulture, formattableString.Format, [.. values]));
    }

    /// <summary>An output of anything: of an output or input its value, of all else itself.</summary>
    internal static Output<object?> Untyped(object? value) => value switch
    {
        IOutput output => new(output.GetDataAsync()),
        IInput input => new(input.Value.GetDataAsync()),
        _ => Create(value),
    };

    private static Output<T> Marked<T>(Output<T> output, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(output);
        return new(MarkAsync());

        async Task<OutputData<T>> MarkAsync() => await output.DataTask.ConfigureAwait(false) with { IsSecret = isSecret };
    }

    private static async Task<OutputData<T>> AwaitAsync<T>(Task<T> value, bool isSecret) =>
        OutputData.Known(await value.ConfigureAwait(false), isSecret);

    private static async Task<OutputData<ImmutableArray<T>>> AllAsync<T>(Task<OutputData<T>>[] tasks)
    {
        var all = await Task.WhenAll(tasks).ConfigureAwait(false);
        var together = OutputData.Known(ImmutableArray.CreateRange(all.Select(d => d.Value)));
        return all.Aggregate(together, (sum, one) => sum.With(one));
    }
}
