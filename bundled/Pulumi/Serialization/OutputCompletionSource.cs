using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>An output of a resource that is handed out before the engine has answered.</summary>
internal interface IOutputCompletionSource
{
    /// <summary>The T of the output.</summary>
    Type ValueType { get; }

    Resource Owner { set; }

    IOutput Untyped { get; }

    void Set(OutputData<object?> data);

    /// <summary>The engine said nothing of it.</summary>
    void SetDefault(bool isKnown);

    void SetException(Exception exception);
}

/// <inheritdoc cref="IOutputCompletionSource"/>
internal sealed class OutputCompletionSource<T> : IOutputCompletionSource
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableHashSet<Resource> _owner = [];

    public OutputCompletionSource() => Output = new Output<T>(_source.Task);

    /// <summary>The resource that the output depends on. Set before the output is.</summary>
    public Resource Owner
    {
        set => _owner = [value];
    }

    public Output<T> Output { get; }

    public IOutput Untyped => Output;

    public Type ValueType => typeof(T);

    public void SetKnown(T value) => _source.TrySetResult(new(_owner, value, true, false));

    // !: the converter has made it a T; null is the default of a T that may be null.
    public void Set(OutputData<object?> data) =>
        _source.TrySetResult(new(_owner.Union(data.Resources), data.Value is null ? default! : (T)data.Value, data.IsKnown, data.IsSecret));

    // !: an empty list or map, or null: not read while it is not known, and what the engine's silence means in an update.
    public void SetDefault(bool isKnown) => _source.TrySetResult(new(_owner, (T)Converter.Default(typeof(T))!, isKnown, false));

    public void SetException(Exception exception) => _source.TrySetException(exception);
}
