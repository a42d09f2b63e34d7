using System.Text.Json.Nodes;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Values;

namespace Pinpush.Plugin.Hosting;

/// <summary>One kind of resource: its description, and what its operations do.</summary>
public abstract class ResourceKind
{
    public abstract ResourceDescription Description { get; }

    /// <summary>Outputs that are secret whatever the program says.</summary>
    public IReadOnlyList<string> Secrets => secrets ??= [.. Description.Inputs.Members.Concat(Description.Computed).Where(m => m.IsSecret).Select(m => m.Name)];

    private IReadOnlyList<string>? secrets;

    /// <summary>Rules beyond the shape, and defaults.</summary>
    public virtual void Check(CheckCall call)
    {
    }

    /// <summary>Defaults that only the API can tell, for inputs without a fault; called in previews too, and with values that are not known.</summary>
    public virtual Task CompleteAsync(CheckCall call, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What an update would do. By default: every difference of the inputs, and a new resource where the description says so.</summary>
    /// <param name="call">Without a connection the API is not asked.</param>
    /// <exception cref="RefusedException">The change is refused.</exception>
    public virtual Task<Plan> PlanAsync(ResourceCall call, CancellationToken cancellationToken) => Task.FromResult(PlanOf(call));

    /// <summary>What is asked before a resource is created, in a preview as well.</summary>
    /// <exception cref="RefusedException">It must not be created.</exception>
    public virtual Task PreviewCreateAsync(ResourceCall call, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Outputs that are known before an update, beside the inputs.</summary>
    public virtual JsonObject Foreseen(ResourceCall call) => [];

    /// <exception cref="RefusedException">It is refused.</exception>
    /// <exception cref="HalfMadeException">It was created, and what follows failed.</exception>
    public abstract Task<Stored> CreateAsync(ResourceCall call, CancellationToken cancellationToken);

    /// <returns>Null when there is no such resource.</returns>
    public abstract Task<Stored?> ReadAsync(ResourceCall call, CancellationToken cancellationToken);

    /// <summary>The outputs beside the inputs that an update would change, in a preview: their values, or that they are unknown.</summary>
    public virtual Task<JsonObject> PreviewUpdateAsync(ResourceCall call, CancellationToken cancellationToken) => Task.FromResult(new JsonObject());

    public abstract Task<Stored> UpdateAsync(ResourceCall call, CancellationToken cancellationToken);

    /// <summary>The name by which a create finds what is there already; null when it looks for nothing. An update under another one writes it.</summary>
    public virtual string? KeyOf(ResourceCall call) => null;

    /// <summary>
    /// Why a delete has to spare the resource: a later create has taken it over, as when an engine is told to replace what need not be replaced.
    /// Null when it does not.
    /// </summary>
    public virtual Task<string?> SparedAsync(ResourceCall call, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>What deleting it takes along or ends, in a sentence for whoever says yes to it; null when that is nothing but itself.</summary>
    public virtual Task<string?> LossAsync(ResourceCall call, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>One that is gone already is no fault.</summary>
    public abstract Task DeleteAsync(ResourceCall call, CancellationToken cancellationToken);

    protected Plan PlanOf(ResourceCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var changes = PropertyChanges.Between(Before(call), call.Inputs.Values);
        var replacing = Description.Inputs.Members.Where(m => m.Replaces).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        return new(changes, changes.Select(c => c.Top).Where(replacing.Contains).ToHashSet(StringComparer.Ordinal));
    }

    // An engine that sends no old inputs: the outputs hold them too.
    private JsonObject Before(ResourceCall call) => !call.OldInputs.IsEmpty ? call.OldInputs.Values : new(call.OldOutputs.Values
        .Where(p => Description.Inputs.Members.Any(m => m.Name == p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
}
