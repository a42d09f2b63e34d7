namespace Pinpush.Bench;

/// <summary>A push or a call failed: the figures would mean nothing.</summary>
internal sealed class BenchmarkFailedException(string message) : Exception(message);
