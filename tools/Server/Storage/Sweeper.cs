using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Storage;

/// <summary>
/// Sees to it that what was deleted leaves the disk: SQLite overwrites it in the file, and every five minutes the write-ahead logs are emptied, in which it
/// still stands. The index of endpoints is saved as often, and answers of repeated calls live fifteen minutes: after half an hour nothing is left.
/// </summary>
/// <param name="forget">Removes what has had its time.</param>
internal sealed class Sweeper(DataFolder data, Func<CancellationToken, Task> forget, TimeProvider time, ILogger<Sweeper> log) : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;

    public void Start() => loop = Task.Run(async () =>
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                await SweepAsync();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the databases empty their logs when they close
        }
    });

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        stopping.Dispose();
    }

    private async Task SweepAsync()
    {
        await TryAsync(() => forget(stopping.Token));
        foreach (var logged in Directory.GetFiles(data.Folder, "*.db-wal").Where(f => new FileInfo(f).Length > 0))
        {
            await TryAsync(() =>
            {
                Database.TryEmptyLog(logged[..^"-wal".Length]);
                return Task.CompletedTask;
            });
        }
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (SqliteException e)
        {
            log.NotSwept(e); // the next time
        }
    }
}
