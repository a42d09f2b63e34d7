using System.Diagnostics;

namespace Pinpush.Bench;

/// <summary>What another process says.</summary>
internal static class ProcessOutput
{
    /// <summary>The next line of its output, null when it has ended. A pipe is read without an eye on the token: what is given up is read all the same, by
    /// nobody.</summary>
    public static Task<string?> HearAsync(this Process process, CancellationToken cancellationToken) =>
        process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken);
}
