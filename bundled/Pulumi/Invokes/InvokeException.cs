using Pulumirpc;

namespace Pulumi;

/// <summary>A provider refused the arguments of a call.</summary>
internal sealed class InvokeException(string message) : Exception(message)
{
    public static InvokeException Of(string token, IEnumerable<CheckFailure> failures)
    {
        var reasons = failures.Select(f => f.Property.Length == 0 ? f.Reason : $"{f.Reason} ({f.Property})");
        return new($"Invoke of '{token}' failed: {string.Join("; ", reasons)}");
    }
}
