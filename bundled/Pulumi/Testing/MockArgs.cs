using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A resource that a program under test registers or reads.</summary>
public class MockResourceArgs
{
    public string? Type { get; set; }

    public string? Name { get; set; }

    /// <summary>Without what is null or not known. Secrets are plain, numbers are double, lists and objects are immutable.</summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>The reference of an explicit provider; empty for the default one.</summary>
    public string? Provider { get; set; }

    /// <summary>Of a resource that is read or imported: its id.</summary>
    public string? Id { get; set; }
}

/// <summary>A function or method that a program under test calls.</summary>
public class MockCallArgs
{
    public string? Token { get; set; }

    /// <inheritdoc cref="MockResourceArgs.Inputs"/>
    public ImmutableDictionary<string, object> Args { get; set; } = ImmutableDictionary<string, object>.Empty;

    public string? Provider { get; set; }
}

/// <summary>The outputs of a component or of the stack.</summary>
public class MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
{
    public readonly string Urn = urn;

    public readonly ImmutableDictionary<string, Output<object?>> Outputs = outputs;
}
