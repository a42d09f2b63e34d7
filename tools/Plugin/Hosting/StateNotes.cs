namespace Pinpush.Plugin.Hosting;

/// <summary>Outputs that are a plugin's own notes: engines keep them and show nobody what begins with two underscores.</summary>
internal static class StateNotes
{
    /// <summary>See <see cref="ResourceCall.Mark"/>.</summary>
    public const string Mark = "__mark";

    /// <summary>See <see cref="ResourceKind.KeyOf"/>.</summary>
    public const string Key = "__key";
}
