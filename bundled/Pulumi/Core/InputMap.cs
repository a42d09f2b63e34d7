using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map that a resource takes: plain values and outputs, mixed, or one output of a map. Keys are the user's own.</summary>
/// <remarks>One key added twice is an <see cref="ArgumentException"/>, thrown when the map is awaited.</remarks>
public sealed class InputMap<TValue> : Input<ImmutableDictionary<string, TValue>>, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    private readonly List<Output<ImmutableDictionary<string, Input<TValue>>>> _parts = [];

    public InputMap()
        : base(null)
    {
    }

    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    internal override Output<ImmutableDictionary<string, TValue>> AsOutput => Items.Apply(items =>
        Output.All(items.Select(i => i.Value.Apply(value => KeyValuePair.Create(i.Key, value)))).Apply(pairs => ImmutableDictionary.CreateRange(pairs)));

    private protected override IOutput Parts => Items;

    private Output<ImmutableDictionary<string, Input<TValue>>> Items => _parts switch
    {
        [] => Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty),
        [var only] => only,
        _ => Output.All(_parts).Apply(parts => ImmutableDictionary.CreateRange(parts.SelectMany(p => p))),
    };

    public void Add(string key, Input<TValue> value) => _parts.Add(Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty.Add(key, value)));

    public void Add(InputMap<TValue> values) => AddRange(values);

    public void AddRange(InputMap<TValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _parts.AddRange([.. values._parts]);
    }

    /// <summary>The entries of both; where both have a key, the second one's.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Of(Output.Tuple(first.Items, second.Items).Apply(both => both.Item1.SetItems(both.Item2)));
    }

    /// <summary>The entries, once it is known how many there are. None in a preview that does not know.</summary>
    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var data = await Items.DataTask.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!data.IsKnown)
        {
            yield break;
        }

        foreach (var (key, value) in data.Value)
        {
            yield return value.Apply(v => KeyValuePair.Create(key, v));
        }
    }

    /// <summary>A collection initialiser needs the interface; nobody may walk a map whose entries may not be there yet.</summary>
    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException("An InputMap cannot be walked synchronously: its entries may not be known yet. Use 'await foreach'.");

    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => Of(Output.Create(Wrap(values)));

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => Of(Output.Create(Wrap(values)));

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) => Of(values.Apply(Wrap));

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) => Of(values.Apply(Wrap));

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) => Of(values.Apply(Wrap));

    private static InputMap<TValue> Of(Output<ImmutableDictionary<string, Input<TValue>>> items)
    {
        var map = new InputMap<TValue>();
        map._parts.Add(items);
        return map;
    }

    private static ImmutableDictionary<string, Input<TValue>> Wrap(IEnumerable<KeyValuePair<string, TValue>>? values) =>
        (values ?? []).ToImmutableDictionary(v => v.Key, v => (Input<TValue>)v.Value);
}
