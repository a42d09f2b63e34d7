using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Pinpush.Bench;

/// <summary>
/// UpdateEndpointsBatch of 100 new endpoints per call, against prepared inserts of the very rows that it wrote,
/// in one transaction on a file with the same schema and settings.
/// </summary>
internal static class UpdateEndpointsBatchBench
{
    private const int Calls = 300, Connections = 8;

    public static async Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.StartAsync(cancellationToken);
        var calls = (int)Math.Ceiling(Calls * scale);
        var bodies = Enumerable.Range(0, calls).Select(b => Devices.Batch(b, "APNS")).ToArray();
        var (ours, theirs, p99) = await Rounds.MedianAsync(scale, RoundAsync, static r => r.Ours / r.Bare, cancellationToken);
        return new Measured("update-endpoints-batch", [
            new("ratio to bare SQLite", ours / theirs, Goal: new(0.5)), new("ours", ours, "endpoints/s"), new("bare SQLite", theirs, "endpoints/s"),
            new("p99 of a call", p99, "ms"), new("connections", Connections)]);

        async Task<(double Ours, double Bare, double P99)> RoundAsync(CancellationToken stop)
        {
            var app = await stage.Api.AppAsync(stop);
            var requests = Array.ConvertAll(bodies, body => stage.Api.Signer.Request("PUT", $"/v1/apps/{app}/endpoints", body));
            var (seconds, latencies) = await HttpLoad.RunAsync(stage.Api.Server, requests, Connections, 202, stop);
            var bareSeconds = Insert(Path.Combine(stage.Folder, "data", "endpoints.db"), Path.Combine(stage.Folder, $"bare-{app}.db"), app, calls * 100);
            return (calls * 100 / seconds, calls * 100 / bareSeconds, latencies[(int)(calls * 0.99)]);
        }
    }

    private static double Insert(string from, string into, string app, int expected)
    {
        var (rows, schema) = Rows(from, app);
        if (rows.Count != expected)
        {
            throw new BenchmarkFailedException($"The server acknowledged {expected} endpoints and stored {rows.Count}.");
        }

        using var connection = new SqliteConnection($"Data Source={into};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the schema is the server's own
        command.CommandText =
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-64000; PRAGMA wal_autocheckpoint=4000;" + schema;
#pragma warning restore CA2100
        command.ExecuteNonQuery();

        var begun = Stopwatch.GetTimestamp();
        using (var transaction = connection.BeginTransaction())
        {
            using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = "INSERT INTO endpoints(number, body) VALUES(@0, @1)";
            var parameters = Enumerable.Range(0, 2).Select(i => insert.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" })).ToArray();
            insert.Prepare();
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++)
                {
                    parameters[i].Value = row[i];
                }

                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static (List<object[]> Rows, string Schema) Rows(string file, string app)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'";
        var schema = "";
        using (var reader = select.ExecuteReader())
        {
            while (reader.Read())
            {
                schema += reader.GetString(0) + ";";
            }
        }

        select.CommandText = "SELECT number, body FROM endpoints WHERE body ->> 'ApplicationId' = @0 ORDER BY number";
        select.Parameters.AddWithValue("@0", app);
        var rows = new List<object[]>();
        using (var reader = select.ExecuteReader())
        {
            while (reader.Read())
            {
                var row = new object[2];
                reader.GetValues(row);
                rows.Add(row);
            }
        }

        return (rows, schema);
    }
}
