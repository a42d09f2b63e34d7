namespace Pinpush.Plugin.Hosting;

/// <summary>The operation is refused; nothing was changed. The message says what, where and what would be right.</summary>
public sealed class RefusedException(string message) : Exception(message);
