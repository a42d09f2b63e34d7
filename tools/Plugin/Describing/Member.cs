using System.Text.Json.Nodes;

namespace Pinpush.Plugin.Describing;

/// <summary>One property.</summary>
/// <param name="Name">In the program, in camelCase.</param>
/// <param name="Description">For whoever writes the program: meaning, unit, what leaving it out means.</param>
public sealed record Member(string Name, Shape Shape, string Description)
{
    public bool IsRequired { get; init; }

    /// <summary>A change of it makes a new resource.</summary>
    public bool Replaces { get; init; }

    /// <summary>It is a secret, whether the program says so or not.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The API's name of it; null when the API has none: it is the provider's own.</summary>
    public string? Wire { get; init; } = char.ToUpperInvariant(Name[0]) + Name[1..];

    /// <summary>What the API takes it for when it is left out; such a value is not told as a difference.</summary>
    public JsonNode? Default { get; init; }
}
