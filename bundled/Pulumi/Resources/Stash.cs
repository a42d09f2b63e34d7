namespace Pulumi;

/// <summary>The value to keep.</summary>
public sealed class StashArgs : ResourceArgs
{
    [Input("input", required: true)]
    public Input<object> Input { get; set; } = null!; // !: registration refuses a missing one
}

/// <summary>Keeps the value of its first update in the state, until it is replaced.</summary>
public sealed class Stash(string name, StashArgs args, CustomResourceOptions? options = null) : CustomResource("pulumi:index:Stash", name, args, options)
{
    [Output("output")]
    public Output<object> Output { get; private set; } = null!; // !: set while the base constructor runs

    [Output("input")]
    public Output<object> Input { get; private set; } = null!; // !: as above
}
