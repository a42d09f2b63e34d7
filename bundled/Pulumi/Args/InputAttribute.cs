namespace Pulumi;

/// <summary>Marks a field or property of an arguments class as part of what goes to the provider.</summary>
/// <param name="name">The wire's name of it.</param>
/// <param name="required">Registration fails when it has no value.</param>
/// <param name="json">It travels as JSON text in a string: settings of a provider do.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class InputAttribute(string name, bool required = false, bool json = false) : Attribute
{
    internal string Name { get; } = name;

    internal bool IsRequired { get; } = required;

    internal bool Json { get; } = json;
}
