namespace Pinpush.PulumiCli.Values;

/// <summary>Which marks the other end understands.</summary>
/// <param name="Secrets">Secrets stay marked; otherwise their plain values are sent.</param>
/// <param name="References">Resource references stay; otherwise the id or URN is sent.</param>
/// <param name="Unknowns">Unknowns are sent as their fixed text; otherwise members that are unknown are left out.</param>
/// <param name="WholeMembers">Top-level members with an unknown anywhere inside are left out.</param>
internal sealed record WireForm(bool Secrets, bool References, bool Unknowns, bool WholeMembers = false);
