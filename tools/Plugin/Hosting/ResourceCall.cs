using Pinpush.Plugin.Values;

namespace Pinpush.Plugin.Hosting;

/// <summary>One operation on one resource.</summary>
/// <param name="Urn">Who it is in its stack.</param>
/// <param name="Id">The provider's name of it; empty before it is created.</param>
/// <param name="Inputs">Checked inputs of now; when it is read or deleted, those that it had.</param>
/// <param name="OldInputs">Empty before it is created.</param>
/// <param name="OldOutputs">Empty before it is created.</param>
/// <param name="Preview">Nothing may be changed, and inputs may be unknown.</param>
/// <param name="Connection">Null only in a preview in which the provider's settings are not known yet: then the API is not asked.</param>
public sealed record ResourceCall(
    string Urn, string Id, PropertyBag Inputs, PropertyBag OldInputs, PropertyBag OldOutputs, bool Preview, PluginConnection? Connection, EngineLog Log)
{
    /// <summary>The resource's name in the program: what follows the third <c>::</c> of its URN.</summary>
    public string Name => NameOf(Urn);

    /// <summary>
    /// What the resource was marked with when this state began to speak of it; null when it was made, not taken over. Another mark on it tells that a later
    /// state has taken it over.
    /// </summary>
    public string? Mark => OldOutputs.Values.Text(StateNotes.Mark);

    internal static string NameOf(string urn) => urn.Split("::", 4) is [_, _, _, var name] ? name : urn;
}
