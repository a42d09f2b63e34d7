namespace Pulumi.Testing;

/// <summary>Answers a program under test in the place of the engine and its providers.</summary>
public interface IMocks
{
    /// <summary>A resource is registered, or read when <see cref="MockResourceArgs.Id"/> is set.</summary>
    /// <returns>The id, null for a component; and the outputs, as a dictionary: usually the inputs and what is computed.</returns>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>A function or method is called.</summary>
    /// <returns>The result, as a dictionary.</returns>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>A component or the stack is complete.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}
