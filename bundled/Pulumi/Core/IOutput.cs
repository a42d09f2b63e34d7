namespace Pulumi;

/// <summary>An <see cref="Output{T}"/> whose type the reader does not know.</summary>
internal interface IOutput
{
    Task<OutputData<object?>> GetDataAsync();
}

/// <summary>An <see cref="Input{T}"/> whose type the reader does not know.</summary>
internal interface IInput
{
    /// <summary>The output behind it. Of a list or a map: an output of inputs, so that one secret item leaves the others plain.</summary>
    IOutput Value { get; }
}
