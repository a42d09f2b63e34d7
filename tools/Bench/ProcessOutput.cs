using System.Diagnostics;

namespace Pinpush.Bench;

/// <summary>What another process says.</summary>
internal static class ProcessOutput
{
    /// <summary>The next line of its output, null when it has ended. A pipe is read without an eye on the token: what is given up is read all the same, by
    /// nobody.</summary>
    /// <param name="name">What it is, for the message.</param>
    /// <exception cref="OperationCanceledException">It said nothing until the token was cancelled, which the message tells.</exception>
    public static async Task<string?> HearAsync(this Process process, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            throw new OperationCanceledException($"Process {process.Id}, {name}, said nothing until its time was over.", e, cancellationToken);
        }
    }
}
