using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Pinpush.Server.Storage;

/// <summary>
/// The one writer of a database file. Many requests become one transaction: a result is handed out only after its
/// commit reached the disk (WAL, synchronous=FULL), so an acknowledgement is durable and cheap.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int MostPerCommit = 512;
    private readonly Channel<Item> items = Channel.CreateBounded<Item>(new BoundedChannelOptions(8192) { SingleReader = true });
    private readonly Database database;
    private readonly Action<Statements>? rolledBack;
    private readonly Thread thread;

    /// <summary>Opens <paramref name="database"/> for writing; its schema must exist.</summary>
    /// <param name="rolledBack">Runs on the writer after each transaction that was given up: what the work counted outside of the rows.</param>
    public WriteQueue(Database database, Action<Statements>? rolledBack = null)
    {
        (this.database, this.rolledBack) = (database, rolledBack);
        thread = new Thread(Run) { IsBackground = true, Name = $"writer of {Path.GetFileName(database.File)}" };
        thread.Start();
    }

    /// <summary>Runs <paramref name="work"/> in the next transaction and gives its result once that is durable.</summary>
    /// <param name="work">Touches the connection only; it may run twice when another item of its transaction failed.</param>
    /// <param name="committed">Runs on the writer after the commit, before the caller goes on: state derived from the rows.</param>
    /// <exception cref="SqliteException">The commit failed (a full disk, say): nothing of the work was kept.</exception>
    public async Task<T> RunAsync<T>(Func<Statements, T> work, Action<T>? committed, CancellationToken cancellationToken)
    {
        var item = new Item<T>(work, committed);
        await items.Writer.WriteAsync(item, cancellationToken);
        return await item.Result;
    }

    public async ValueTask DisposeAsync()
    {
        items.Writer.TryComplete();
        await Task.Run(thread.Join);
    }

    private void Run()
    {
        using var connection = database.Open(readOnly: false);
        using var statements = new Statements(connection);
        var batch = new List<Item>(MostPerCommit);
#pragma warning disable RS0030 // the writer owns its thread
        while (items.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
#pragma warning restore RS0030
        {
            while (batch.Count < MostPerCommit && items.Reader.TryRead(out var item))
            {
                batch.Add(item);
            }

            if (!TryCommit(statements, batch))
            {
                // One item failed: each on its own, so that only the guilty one fails.
                foreach (var item in batch)
                {
                    TryCommit(statements, [item], item);
                }
            }

            batch.Clear();
        }
    }

    private bool TryCommit(Statements statements, List<Item> batch, Item? alone = null)
    {
        try
        {
            statements.Execute("BEGIN IMMEDIATE");
            foreach (var item in batch)
            {
                item.Work(statements);
            }

            statements.Execute("COMMIT");
        }
        catch (Exception e) // the edge of the writer: whatever the work threw belongs to its caller
        {
            statements.RollBack();
            rolledBack?.Invoke(statements);
            alone?.Fail(DamagedFileException.Named(database.File, e));
            return false;
        }

        foreach (var item in batch)
        {
            item.Finish();
        }

        return true;
    }

    private abstract class Item
    {
        public abstract void Work(Statements statements);

        public abstract void Finish();

        public abstract void Fail(Exception e);
    }

    private sealed class Item<T>(Func<Statements, T> work, Action<T>? committed) : Item
    {
        private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Result => source.Task;

        public override void Work(Statements statements) => result = work(statements);

        public override void Finish()
        {
            committed?.Invoke(result!); // set by Work, which ran
            source.SetResult(result!);
        }

        public override void Fail(Exception e) => source.SetException(e);
    }
}
