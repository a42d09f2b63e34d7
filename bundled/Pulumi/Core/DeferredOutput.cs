namespace Pulumi;

/// <summary>An output that is handed out before anyone can say where its value comes from.</summary>
public sealed class DeferredOutput<T>
{
    private readonly TaskCompletionSource<Output<T>> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DeferredOutput() => Output = new(FollowAsync());

    public Output<T> Output { get; }

    /// <summary>Says where the value comes from. Once only.</summary>
    /// <exception cref="InvalidOperationException">It has been said before.</exception>
    public void Resolve(Output<T> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _source.SetResult(output);
    }

    private async Task<OutputData<T>> FollowAsync()
    {
        var output = await _source.Task.ConfigureAwait(false);
        return await output.DataTask.ConfigureAwait(false);
    }
}
