using System.Collections.Immutable;

namespace Pinpush.PulumiCli.Values;

/// <summary>One value of a resource's inputs or outputs. There are exactly these cases.</summary>
/// <remarks>Two values are compared with <see cref="PropertyEquality"/>: records compare lists by reference.</remarks>
internal abstract record PropertyValue
{
    private PropertyValue() { }

    /// <summary>A known null; an absent member is no value at all.</summary>
    public static PropertyValue None { get; } = new Null();

    /// <summary>What is known only after the update.</summary>
    public static PropertyValue NotKnown { get; } = new Unknown();

    public sealed record Null : PropertyValue;

    public sealed record Bool(bool Value) : PropertyValue;

    public sealed record Number(double Value) : PropertyValue;

    public sealed record Text(string Value) : PropertyValue;

    public sealed record Unknown : PropertyValue;

    public sealed record List(ImmutableArray<PropertyValue> Items) : PropertyValue;

    public sealed record Map(PropertyMap Members) : PropertyValue;

    /// <summary>A value that is shown, logged and stored in encrypted form only.</summary>
    public sealed record Secret(PropertyValue Plain) : PropertyValue;

    /// <summary>An asset, archive, resource reference or byte string: a signature and its further members.</summary>
    public sealed record Marked(string Signature, PropertyMap Fields) : PropertyValue;

    /// <summary>The kind alone, so that no log line or message can hold a secret by accident.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>This value as a secret; a secret stays as it is.</summary>
    public PropertyValue AsSecret() => this is Secret ? this : new Secret(this);

    /// <summary>This value without the secret marks at its top.</summary>
    public PropertyValue Bare() => this is Secret secret ? secret.Plain.Bare() : this;

    /// <summary>This value without any secret mark, however deep.</summary>
    public PropertyValue WithoutSecrets() => this switch
    {
        Secret secret => secret.Plain.WithoutSecrets(),
        List list => new List([.. list.Items.Select(i => i.WithoutSecrets())]),
        Map map => new Map(map.Members.WithoutSecrets()),
        Marked marked => new Marked(marked.Signature, marked.Fields.WithoutSecrets()),
        _ => this,
    };

    public bool HasUnknowns() => this switch
    {
        Unknown => true,
        Secret secret => secret.Plain.HasUnknowns(),
        List list => list.Items.Any(i => i.HasUnknowns()),
        Map map => map.Members.HasUnknowns(),
        Marked marked => marked.Fields.HasUnknowns(),
        _ => false,
    };

    public bool HasSecrets() => this switch
    {
        Secret => true,
        List list => list.Items.Any(i => i.HasSecrets()),
        Map map => map.Members.Values.Any(v => v.HasSecrets()),
        Marked marked => marked.Fields.Values.Any(v => v.HasSecrets()),
        _ => false,
    };
}
