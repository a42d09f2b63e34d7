using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pinpush.Server.Kernel;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Apps;

/// <summary>Removes what is left of apps that were deleted: at once, and what a kill or a full disk left at the next start or a minute later.</summary>
internal sealed class AppRemains(DocumentFile documents, AppEnds ends, TimeProvider time, ILogger<AppRemains> log) : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;

    /// <summary>Goes on with what an earlier process left.</summary>
    public void Start() => loop = Task.Run(async () =>
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            do
            {
                foreach (var app in documents.Leaving())
                {
                    await RemoveAsync(app, stopping.Token);
                }
            }
            while (await timer.WaitForNextTickAsync(stopping.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the next start goes on
        }
    });

    /// <summary>Removes what is left of an app now; what cannot be removed is told in the log, and tried again.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task RemoveAsync(string app, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await ends.RunAsync(app, cancellationToken);
            await documents.LeftAsync(app, cancellationToken);
        }
        catch (SqliteException e)
        {
            log.AppRemains(app, e);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        stopping.Dispose();
        gate.Dispose();
    }
}
