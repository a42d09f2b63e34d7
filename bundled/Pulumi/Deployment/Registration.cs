using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource that is about to be registered or read.</summary>
/// <param name="Custom">A provider manages it.</param>
/// <param name="Remote">A component whose parts a provider makes.</param>
internal sealed record Registration(
    Resource Resource, string Type, string Name, bool Custom, bool Remote, ResourceArgs Args, ResourceOptions Options, RegisterPackageRequest? Package)
{
    /// <summary>How messages name it.</summary>
    public string Label => $"{Type} {Name}";
}

/// <summary>The engine's answer.</summary>
/// <param name="Id">Empty when it is not known yet.</param>
/// <param name="IsComplete">What the answer leaves out has no value, rather than one that is not known.</param>
/// <param name="Dependencies">By output: the URNs of resources that it depends on besides its own.</param>
internal sealed record Answer(string Urn, string Id, Struct Outputs, bool IsComplete, ImmutableDictionary<string, ImmutableArray<string>> Dependencies);
