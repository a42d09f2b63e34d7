namespace Pinpush.PulumiCli.Providers;

/// <summary>A provider with its configuration: a plugin process, or the engine's own.</summary>
/// <remarks>Refusals of an operation are outcomes; a plugin that cannot be reached in a check or diff throws <see cref="Failure"/>.</remarks>
internal interface IProvider : IAsyncDisposable
{
    Task<CheckOutcome> CheckConfigAsync(ProviderCall call, CancellationToken cancellationToken);

    Task<DiffOutcome> DiffConfigAsync(ProviderCall call, CancellationToken cancellationToken);

    /// <summary>Takes the inputs of the provider resource. With an unknown among them the provider stays unconfigured, as a preview may find it.</summary>
    Task ConfigureAsync(ProviderCall call, CancellationToken cancellationToken);

    Task<CheckOutcome> CheckAsync(ProviderCall call, CancellationToken cancellationToken);

    Task<DiffOutcome> DiffAsync(ProviderCall call, CancellationToken cancellationToken);

    Task<OperationOutcome> CreateAsync(ProviderCall call, CancellationToken cancellationToken);

    Task<OperationOutcome> ReadAsync(ProviderCall call, CancellationToken cancellationToken);

    Task<OperationOutcome> UpdateAsync(ProviderCall call, CancellationToken cancellationToken);

    Task<OperationOutcome> DeleteAsync(ProviderCall call, CancellationToken cancellationToken);

    Task<InvokeOutcome> InvokeAsync(string token, PropertyMap arguments, bool preview, CancellationToken cancellationToken);

    /// <summary>Asks it to end what it is doing.</summary>
    Task CancelAsync(CancellationToken cancellationToken);
}
