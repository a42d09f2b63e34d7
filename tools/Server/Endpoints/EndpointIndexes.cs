using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Files;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Endpoints;

/// <summary>
/// What endpoints are found by, in memory: the audience index of each app, and ids, users and addresses. Derived from the rows, saved now and then,
/// and caught up at a start with what the rows have that the file has not: the new ones, and those that the journal names.
/// </summary>
/// <remarks>
/// File: magic, the id of the data folder, the highest endpoint number and the last line of the journal that it surely has, the keys, each app with its
/// index, SHA-256 of it all.
/// It may have some of what came later too: taking that over again changes nothing.
/// </remarks>
internal sealed class EndpointIndexes : IAsyncDisposable
{
    private const long Magic = 0x34_58_44_49_50_50_49_50; // "PIPPIDX4"
    private const int HashSize = 32, ManyChanges = 250_000;
    private static readonly TimeSpan SaveEvery = TimeSpan.FromMinutes(5), LookEvery = TimeSpan.FromSeconds(10);
    private readonly string file;
    private readonly string folder;
    private readonly ILogger log;
    private readonly ConcurrentDictionary<string, AudienceIndex> audiences;
    private readonly CancellationTokenSource stopping = new();
    private Task saving = Task.CompletedTask;
    private State committed, saved;
    private long unsaved;

    private EndpointIndexes(string file, string folder, ILogger log, State state, EndpointKeys keys, Dictionary<string, AudienceIndex> audiences)
    {
        (this.file, this.folder, this.log, Keys) = (file, folder, log, keys);
        this.audiences = new(audiences, StringComparer.Ordinal);
        (committed, saved) = (state, state);
    }

    public EndpointKeys Keys { get; }

    /// <summary>The audience index of an app.</summary>
    public AudienceIndex Of(string app) => audiences.GetOrAdd(app, _ => new AudienceIndex());

    /// <summary>Forgets an app that was deleted.</summary>
    public void Drop(string app) => audiences.TryRemove(app, out _);

    /// <summary>Loads the file, if there is a sound one, and catches up with the rows.</summary>
    public static EndpointIndexes Open(DataFolder data, Database database, ILogger log) => database.Read(s =>
    {
        var (file, folder) = (data.File("endpoints.index"), data.Identity.Id);
        foreach (var left in AtomicFile.Leftovers(file).Append($"{file}.new")) // by a kill, of this version or an earlier one
        {
            File.Delete(left);
        }

        var (highestEndpoint, highestLine) = EndpointRows.Highest(s);
        var highest = new State(highestEndpoint, highestLine);
        var (loaded, changed) = (Load(file, folder, highest, log), new Bitmap());
        try
        {
            foreach (var number in loaded is null ? [] : EndpointRows.Journal(s))
            {
                changed.Add(number);
            }
        }
        catch (DamagedRowException e)
        {
            log.Damaged(e);
            (loaded, changed) = (null, new Bitmap());
        }

        var indexes = loaded ?? new EndpointIndexes(file, folder, log, new State(0, 0), new EndpointKeys(), []);
        if (changed.Count > 0)
        {
            foreach (var audience in indexes.audiences.Values)
            {
                audience.Forget(changed);
            }

            var page = new int[1000];
            for (int from = 0, count; (count = changed.Take(from, page)) > 0; from = page[count - 1] + 1)
            {
                EndpointRows.Of(s, page[..count], log.Damaged).ForEach(indexes.Take);
            }
        }

        var read = 0;
        Parallel.ForEach(EndpointRows.After(s, indexes.saved.Endpoint), row => // read one after another, taken over side by side
        {
            if (EndpointRows.Parse(row) is { } sound)
            {
                indexes.Take(sound);
            }
            else
            {
                log.Damaged(EndpointRows.Damage(row.Number));
            }

            if (Interlocked.Increment(ref read) % 1_000_000 == 0)
            {
                log.IndexesRead(read);
            }
        });
        (indexes.committed, indexes.unsaved) = (highest, read + changed.Count);
        return indexes;
    });

    /// <summary>Takes over a committed change.</summary>
    public void Take(int number, EndpointResponse? before, EndpointResponse? after)
    {
        Of((after ?? before)!.ApplicationId!).Set(number, before, after); // stored endpoints have both
        if (before is not null)
        {
            // Added too: of two changes in one transaction the first removes what the second added again.
            Keys.Remove(number, before, after);
            if (after is not null)
            {
                Keys.Add(number, after);
            }
        }

        unsaved++;
    }

    /// <summary>All changes up to here are taken over.</summary>
    public void Committed(int highestEndpoint, long line) => Volatile.Write(ref committed, new State(highestEndpoint, line));

    /// <summary>Saves every five minutes, and sooner after many changes, as long as something changed.</summary>
    public void StartSaving(WriteQueue writer, TimeProvider time) => saving = Task.Run(async () =>
    {
        var last = time.GetTimestamp();
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                if (Volatile.Read(ref unsaved) >= ManyChanges || time.GetElapsedTime(last) >= SaveEvery)
                {
                    await SaveAsync(writer);
                    last = time.GetTimestamp();
                }
            }
        }
        catch (OperationCanceledException)
        {
            await SaveAsync(writer);
        }
    });

    /// <summary>Ends the saving with a last one.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await saving;
        stopping.Dispose();
    }

    private void Take(NumberedEndpoint row)
    {
        Of(row.Endpoint.ApplicationId!).Set(row.Number, null, row.Endpoint); // stored endpoints have an app
        Keys.Add(row.Number, row.Endpoint);
    }

    // (1) what the file will surely have, (2) the file, whole or not at all, (3) the journal up to there is not needed any more.
    private async Task SaveAsync(WriteQueue writer)
    {
        var state = Volatile.Read(ref committed); // (1)
        if (state == saved)
        {
            return;
        }

        try
        {
            Interlocked.Exchange(ref unsaved, 0);
            Save(state); // (2)
            saved = state;
            while (await writer.RunAsync(s => EndpointRows.PruneJournal(s, state.Line), null, CancellationToken.None) > 0) // (3)
            {
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException)
        {
            log.IndexesNotSaved(e); // the next start reads more rows
        }
    }

    private void Save(State state) => AtomicFile.Write(file, stream =>
    {
        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(hashing, Encoding.UTF8))
        {
            writer.Write(Magic);
            writer.Write(folder);
            writer.Write(state.Endpoint);
            writer.Write(state.Line);
            Keys.Save(writer);
            var apps = audiences.ToArray();
            writer.Write(apps.Length);
            foreach (var (app, audience) in apps)
            {
                writer.Write(app);
                audience.Save(writer);
            }
        }

        stream.Write(hash.Hash!); // set when its stream was closed
    }, AtomicFile.OwnerOnly);

    // Null when there is no file, or it is damaged, or it is of another time than the rows: then the rows tell all.
    private static EndpointIndexes? Load(string file, string folder, State highest, ILogger log)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            Verify(stream);
            using var reader = new BinaryReader(stream, Encoding.UTF8);
            if (reader.ReadInt64() != Magic)
            {
                throw new InvalidDataException("It is of another format.");
            }

            if (reader.ReadString() != folder)
            {
                throw new InvalidDataException("It is of another data folder.");
            }

            var state = new State(reader.ReadInt32(), reader.ReadInt64());
            if (state.Endpoint > highest.Endpoint || state.Line > highest.Line)
            {
                throw new InvalidDataException("It is newer than the endpoints.");
            }

            var keys = EndpointKeys.Load(reader);
            var audiences = new Dictionary<string, AudienceIndex>(StringComparer.Ordinal);
            for (var apps = reader.ReadInt32(); apps > 0; apps--)
            {
                audiences[reader.ReadString()] = AudienceIndex.Load(reader);
            }

            return new EndpointIndexes(file, folder, log, state, keys, audiences);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            log.IndexesNotLoaded(e.Message);
            File.Delete(file); // once the rows have grown, a file that is newer than they are would look sound
            return null;
        }
    }

    // Leaves the stream at its beginning; nothing of a damaged file is believed.
    private static void Verify(FileStream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (var rest = stream.Length - HashSize; rest > 0;)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, rest));
            hash.AppendData(buffer, 0, read);
            rest -= read;
        }

        if (stream.Length < HashSize || stream.ReadAtLeast(buffer.AsSpan(0, HashSize), HashSize, throwOnEndOfStream: false) < HashSize
            || !hash.GetHashAndReset().AsSpan().SequenceEqual(buffer.AsSpan(0, HashSize)))
        {
            throw new InvalidDataException("It is damaged: its hash is wrong.");
        }

        stream.Position = 0;
    }

    private sealed record State(int Endpoint, long Line);
}
