namespace Pinpush.Shared.Tests;

/// <summary>Waits for what another process or thread does: as long as it takes, but no longer than a minute.</summary>
internal static class Until
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1), Between = TimeSpan.FromMilliseconds(20);

    public static Task SoAsync(Func<bool> isSo, CancellationToken cancellationToken) => SoAsync(() => Task.FromResult(isSo()), cancellationToken);

    /// <exception cref="OperationCanceledException">It did not come to pass within a minute, or the token was cancelled.</exception>
    public static async Task SoAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var look = new PeriodicTimer(Between);
        while (!await isSo())
        {
            await look.WaitForNextTickAsync(limit.Token);
        }
    }
}
