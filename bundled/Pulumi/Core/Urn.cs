namespace Pulumi;

/// <summary>The name under which the engine knows a resource: <c>urn:pulumi:{stack}::{project}::{parent types$type}::{name}</c>.</summary>
public readonly struct Urn : IEquatable<Urn>
{
    private const string Prefix = "urn:pulumi:";
    private readonly string? _value;

    public Urn(string value) => _value = value;

    /// <summary>The URN that a resource would have. What is left out is the running program's own.</summary>
    /// <exception cref="ArgumentException">Both a parent and a parent's URN are given.</exception>
    public static Output<string> Create(
        Input<string> name, Input<string> type, Resource? parent = null, Input<string>? parentUrn = null,
        Input<string>? project = null, Input<string>? stack = null)
    {
        if (parent is not null && parentUrn is not null)
        {
            throw new ArgumentException("Give a parent or a parent's URN, not both.", nameof(parentUrn));
        }

        var above = parent?.Urn ?? parentUrn?.ToOutput() ?? Output.Create("");
        return Output.Tuple(
            name.ToOutput(),
            type.ToOutput(),
            above,
            (project ?? Deployment.Instance.ProjectName).ToOutput(),
            (stack ?? Deployment.Instance.StackName).ToOutput()).Apply(p => Text(p.Item1, p.Item2, p.Item3, p.Item4, p.Item5));
    }

    public bool Equals(Urn other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is Urn other && Equals(other);

    public override int GetHashCode() => (_value ?? "").GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _value ?? "";

    public static bool operator ==(Urn left, Urn right) => left.Equals(right);

    public static bool operator !=(Urn left, Urn right) => !left.Equals(right);

    public static implicit operator string(Urn value) => value.ToString();

    /// <summary>The name in a URN: everything after the third <c>::</c>, which may hold further ones.</summary>
    internal static string NameOf(string urn) => urn.Split("::", 4) is [_, _, _, var name] ? name : "";

    /// <summary>The types in a URN from the outermost parent inward, joined with <c>$</c>.</summary>
    internal static string QualifiedTypeOf(string urn) => urn.Split("::", 4) is [_, _, var type, _] ? type : "";

    /// <summary>The resource's own type in a URN.</summary>
    internal static string TypeOf(string urn) => QualifiedTypeOf(urn).Split('$')[^1];

    /// <summary>The URN below a parent, in the parent's stack and project; the root stack adds nothing to a type.</summary>
    internal static string Text(string name, string type, string parentUrn, string project, string stack)
    {
        var above = QualifiedTypeOf(parentUrn);
        return above.Length == 0 || above == Stack.RootType
            ? $"{Prefix}{stack}::{project}::{type}::{name}"
            : $"{parentUrn[..parentUrn.IndexOf("::", StringComparison.Ordinal)]}::{parentUrn.Split("::", 4)[1]}::{above}${type}::{name}";
    }
}
