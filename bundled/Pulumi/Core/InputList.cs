using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list that a resource takes: plain values and outputs, mixed, or one output of a list.</summary>
/// <remarks>Items keep their own secrecy: one secret item does not make the others secret.</remarks>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    private readonly List<Output<ImmutableArray<Input<T>>>> _parts = [];

    public InputList()
        : base(null)
    {
    }

    internal override Output<ImmutableArray<T>> AsOutput => Items.Apply(items => Output.All(items.AsEnumerable()));

    private protected override IOutput Parts => Items;

    private Output<ImmutableArray<Input<T>>> Items => _parts switch
    {
        [] => Output.Create(ImmutableArray<Input<T>>.Empty),
        [var only] => only,
        _ => Output.All(_parts).Apply(parts => parts.SelectMany(p => p).ToImmutableArray()),
    };

    public void Add(params Input<T>[] inputs) => _parts.Add(Output.Create(ImmutableArray.Create(inputs)));

    /// <summary>Appends the items of another list.</summary>
    public void Add(InputList<T> inputs) => AddRange(inputs);

    /// <inheritdoc cref="Add(InputList{T})"/>
    public void AddRange(InputList<T> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        _parts.AddRange([.. inputs._parts]);
    }

    /// <summary>A new list of the items of both.</summary>
    public InputList<T> Concat(InputList<T> other)
    {
        var both = Clone();
        both.AddRange(other);
        return both;
    }

    /// <summary>The items, once it is known how many there are. None in a preview that does not know.</summary>
    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var data = await Items.DataTask.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!data.IsKnown)
        {
            yield break;
        }

        foreach (var item in data.Value)
        {
            yield return item;
        }
    }

    /// <summary>A collection initialiser needs the interface; nobody may walk a list whose items may not be there yet.</summary>
    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException("An InputList cannot be walked synchronously: its items may not be known yet. Use 'await foreach'.");

    public static implicit operator InputList<T>(T value) => Of([value]);

    public static implicit operator InputList<T>(T[] values) => Of(values.Select(v => (Input<T>)v));

    public static implicit operator InputList<T>(List<T> values) => Of(values.Select(v => (Input<T>)v));

    public static implicit operator InputList<T>(ImmutableArray<T> values) => Of((values.IsDefault ? [] : values).Select(v => (Input<T>)v));

    public static implicit operator InputList<T>(Input<T> value) => Of([value]);

    public static implicit operator InputList<T>(Input<T>[] values) => Of(values);

    public static implicit operator InputList<T>(List<Input<T>> values) => Of(values);

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => Of(values.IsDefault ? [] : values);

    public static implicit operator InputList<T>(Output<T> value) => Of([value]);

    public static implicit operator InputList<T>(Output<T>[] values) => Of(values.Select(v => (Input<T>)v));

    public static implicit operator InputList<T>(List<Output<T>> values) => Of(values.Select(v => (Input<T>)v));

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) => Of((values.IsDefault ? [] : values).Select(v => (Input<T>)v));

    public static implicit operator InputList<T>(Output<T[]> values) => Later(values.Apply(v => v.AsEnumerable()));

    public static implicit operator InputList<T>(Output<List<T>> values) => Later(values.Apply(v => v.AsEnumerable()));

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => Later(values);

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) => Later(values.Apply(v => v.IsDefault ? [] : v.AsEnumerable()));

    internal InputList<T> Clone()
    {
        var clone = new InputList<T>();
        clone._parts.AddRange(_parts);
        return clone;
    }

    private static InputList<T> Of(IEnumerable<Input<T>> items)
    {
        var list = new InputList<T>();
        list._parts.Add(Output.Create(items.ToImmutableArray()));
        return list;
    }

    private static InputList<T> Later(Output<IEnumerable<T>> items)
    {
        var list = new InputList<T>();
        list._parts.Add(items.Apply(values => (values ?? []).Select(v => (Input<T>)v).ToImmutableArray()));
        return list;
    }
}
