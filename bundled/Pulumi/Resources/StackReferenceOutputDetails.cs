namespace Pulumi;

/// <summary>An output of another stack. At most one of the two is set.</summary>
public sealed class StackReferenceOutputDetails
{
    public object? Value { get; set; }

    public object? SecretValue { get; set; }
}
