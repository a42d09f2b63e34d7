namespace Pulumi.Tests.Engine;

/// <summary>Arguments of <see cref="Thing"/>.</summary>
internal sealed class ThingArgs : ResourceArgs
{
    [Input("size")]
    public Input<int>? Size { get; set; }

    [Input("token")]
    public Input<string>? Token { get; set; }

    [Input("owner")]
    public Input<Thing>? Owner { get; set; }

    [Input("must", required: true)]
    public Input<string>? Must { get; set; } = "is";

    [Input("settings", json: true)]
    public InputList<string>? Settings { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags { get => _tags ??= []; set => _tags = value; }
}

/// <summary>A resource for tests.</summary>
internal sealed class Thing : CustomResource
{
    public Thing(string name, ThingArgs? args = null, CustomResourceOptions? options = null)
        : base("test:index:Thing", name, args ?? new ThingArgs(), options)
    {
    }

    [Output("size")]
    public Output<int> Size { get; private set; } = null!; // !: set by the base constructor

    [Output("token")]
    public Output<string?> Token { get; private set; } = null!; // !: as above

    [Output("extra")]
    public Output<string?> Extra { get; private set; } = null!; // !: as above
}

/// <summary>A component for tests, with a part and an output.</summary>
internal sealed class Shelf : ComponentResource
{
    public Shelf(string name, ComponentResourceOptions? options = null)
        : base("test:index:Shelf", name, options)
    {
        Part = new Thing($"{name}-part", options: new() { Parent = this });
        First = Part.Id;
        Hidden = Output.Create("not told");
        RegisterOutputs();
    }

    [Output("hidden")]
    private Output<string> Hidden { get; set; }

    public Thing Part { get; }

    [Output("first")]
    public Output<string> First { get; private set; }
}
