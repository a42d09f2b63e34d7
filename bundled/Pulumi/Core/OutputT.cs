using System.Diagnostics.CodeAnalysis;

namespace Pulumi;

/// <summary>
/// A value that becomes known when resources are created, with what it depends on and whether it is secret.
/// </summary>
/// <remarks>
/// There is no blocking read: <c>Apply</c> makes a new output of it. In a preview a value may stay unknown; then no callback runs
/// and the result is unknown too. An exception in a callback fails the run.
/// </remarks>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData<T>> data)
    {
        DataTask = data;
        Deployment.Track(data);
    }

    internal Output(OutputData<T> data) => DataTask = Task.FromResult(data);

    internal Task<OutputData<T>> DataTask { get; }

    /// <summary>An output of the task's result. It is known, not secret and depends on nothing.</summary>
    public static Output<T> Create(Task<T> value) => Output.Create(value);

    /// <summary>Runs <paramref name="func"/> on the value, once it is known. The result keeps secrecy and dependencies.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return new(ThenAsync(value => Task.FromResult(func(value))));
    }

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return new(ThenAsync(func));
    }

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<ValueTuple> Apply(Func<T, Task> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return new(ThenAsync(async value =>
        {
            await func(value).ConfigureAwait(false);
            return default(ValueTuple);
        }));
    }

    /// <summary>As the others; the result is secret if either output is, and depends on what both depend on.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return new(FlattenAsync(value => func(value)?.ToOutput()));
    }

    /// <inheritdoc cref="Apply{TResult}(Func{T, Input{TResult}})"/>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return new(FlattenAsync(func));
    }

    /// <summary>As <c>Apply</c>, for code that does not know the type.</summary>
    public Output<TResult> UntypedApply<TResult>(Func<object?, Output<TResult>> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        return new(FlattenAsync(value => func(value)));
    }

    /// <summary>Not the value: a text that says so. Throws when the environment sets PULUMI_ERROR_OUTPUT_STRING.</summary>
    [SuppressMessage("Design", "CA1065", Justification = "The official class throws here on demand.")]
    public override string ToString()
    {
        const string Text =
            "The value of an Output is not known when this text is made: use Apply, or Output.Format for a text with outputs in it.\n" +
            "See https://www.pulumi.com/docs/concepts/inputs-outputs";
        return Switches.IsOn("PULUMI_ERROR_OUTPUT_STRING") ? throw new InvalidOperationException(Text) : Text;
    }

    async Task<OutputData<object?>> IOutput.GetDataAsync()
    {
        var data = await DataTask.ConfigureAwait(false);
        return new(data.Resources, data.Value, data.IsKnown, data.IsSecret);
    }

    private async Task<OutputData<TResult>> ThenAsync<TResult>(Func<T, Task<TResult>> func)
    {
        var data = await DataTask.ConfigureAwait(false);
        return data.IsKnown
            ? new(data.Resources, await func(data.Value).ConfigureAwait(false), true, data.IsSecret)
            : OutputData.Unknown<TResult>(data.Resources, data.IsSecret);
    }

    private async Task<OutputData<TResult>> FlattenAsync<TResult>(Func<T, Output<TResult>?> func)
    {
        var data = await DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
        {
            return OutputData.Unknown<TResult>(data.Resources, data.IsSecret);
        }

        // default!: a callback that returns no output means the default of its type, as with the official class.
        return func(data.Value) is { } inner
            ? (await inner.DataTask.ConfigureAwait(false)).With(data)
            : new(data.Resources, default!, true, data.IsSecret);
    }
}
