using System.Collections.Immutable;

namespace Pinpush.PulumiCli.Providers;

/// <summary>What became of a create, read, update or delete. There are exactly these outcomes.</summary>
internal abstract record OperationOutcome
{
    private OperationOutcome() { }

    /// <param name="Id">Empty: unknown in a preview; after a read it means that the resource does not exist.</param>
    /// <param name="Inputs">Only a read gives them; null otherwise.</param>
    internal sealed record Done(string Id, PropertyMap Outputs, PropertyMap? Inputs = null, bool RefreshBeforeUpdate = false) : OperationOutcome;

    /// <summary>The resource exists, but is not in order.</summary>
    internal sealed record Partial(string Id, PropertyMap Outputs, PropertyMap? Inputs, ImmutableArray<string> Reasons) : OperationOutcome;

    /// <param name="OutcomeUnknown">The provider cannot tell whether anything happened.</param>
    /// <param name="Lost">
    /// The plugin died over it, or was cancelled in it: the pending operation stays on record, as if the engine itself had been killed.
    /// </param>
    internal sealed record Failed(string Message, bool OutcomeUnknown, bool Lost = false) : OperationOutcome;
}
