namespace Pinpush.Server.Storage;

/// <summary>An app was deleted while a call wrote into it: nothing of the call was kept.</summary>
internal sealed class AppGoneException(string app) : Exception($"Resource not found: there is no app '{app}'.");
