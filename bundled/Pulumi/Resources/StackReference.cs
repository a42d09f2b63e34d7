using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Which stack to read.</summary>
public class StackReferenceArgs : ResourceArgs
{
    /// <summary><c>organization/project/stack</c>; the reference's own name when null.</summary>
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}

/// <summary>The outputs of another stack, as its last update left them.</summary>
public class StackReference : CustomResource
{
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base("pulumi:pulumi:StackReference", name, Named(name, args), CustomResourceOptions.Merge(options, new() { Id = Named(name, args).Name }))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!; // !: set while the base constructor runs

    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!; // !: as above

    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!; // !: as above

    /// <summary>The output, or null when the stack has none of that name. Secret when the stack lists it as secret.</summary>
    public Output<object?> GetOutput(Input<string> name)
    {
        var value = Output.Tuple(name.ToOutput(), Outputs).Apply(v => v.Item2.GetValueOrDefault(v.Item1));
        return Marked(value, name);
    }

    /// <summary>The output.</summary>
    /// <exception cref="KeyNotFoundException">When awaited: the stack has none of that name.</exception>
    public Output<object> RequireOutput(Input<string> name)
    {
        var value = Output.Tuple(name.ToOutput(), Name, Outputs).Apply(v => v.Item3.TryGetValue(v.Item1, out var found)
            ? found
            : throw new KeyNotFoundException($"Required output '{v.Item1}' does not exist on stack '{v.Item2}'."));
        return Marked(value, name);
    }

    /// <summary>The output as a plain value.</summary>
    /// <exception cref="InvalidOperationException">It is secret, and a plain value would not stay so.</exception>
    public Task<object?> GetValueAsync(Input<string> name) => PlainAsync(GetOutput(name), name);

    /// <inheritdoc cref="GetValueAsync"/>
    /// <exception cref="KeyNotFoundException">The stack has none of that name.</exception>
    public Task<object> RequireValueAsync(Input<string> name) => PlainAsync(RequireOutput(name), name);

    /// <summary>The output's value in one of the two members, by its secrecy. Both are null when there is none.</summary>
    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var data = await GetOutput(name).DataTask.ConfigureAwait(false);
        return data.IsSecret ? new() { SecretValue = data.Value } : new() { Value = data.Value };
    }

    private static StackReferenceArgs Named(string name, StackReferenceArgs? args) => new() { Name = args?.Name ?? name };

    /// <summary>
    /// Secret values make the whole dictionary secret on their way here: which one it was, the stack's list says.
    /// Without the list, as from an old engine, all stay secret.
    /// </summary>
    private Output<T> Marked<T>(Output<T> value, Input<string> name)
    {
        return new(MarkAsync());

        async Task<OutputData<T>> MarkAsync()
        {
            var data = await value.DataTask.ConfigureAwait(false);
            var names = await SecretOutputNames.DataTask.ConfigureAwait(false);
            var key = await name.ToOutput().DataTask.ConfigureAwait(false);
            return names is { IsKnown: true, Value.IsDefault: false } && key.IsKnown
                ? data with { IsSecret = key.IsSecret || names.Value.Contains(key.Value) }
                : data;
        }
    }

    private static async Task<T> PlainAsync<T>(Output<T> value, Input<string> name)
    {
        var data = await value.DataTask.ConfigureAwait(false);
        if (data.IsSecret)
        {
            var key = (await name.ToOutput().DataTask.ConfigureAwait(false)).Value;
            throw new InvalidOperationException($"The output '{key}' is secret: read it with GetOutput or RequireOutput.");
        }

        return data.Value;
    }
}
