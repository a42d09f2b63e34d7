using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Pinpush.Audience;
using Pinpush.Server.Endpoints;
using Pinpush.Server.Storage;
using Pinpush.Contract;

namespace Pinpush.Server.Tests.Endpoints;

/// <summary>What endpoints are found by is the same from the saved file, from the file and the changes since, and from the rows alone.</summary>
public sealed class EndpointStoreTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Restart_AfterAStopOrAKillAtAnyTime_FindsWhatTheRowsSay()
    {
        var random = new Random(7);
        for (var round = 0; round < 6; round++)
        {
            using var data = new DataFolder(scratch.File("data"));
            await using var store = Open(data);
            for (var i = 0; i < 150; i++)
            {
                await ChangeAsync(store, random);
            }

            await SameFromItsRowsAsync(store, $"killed{round}"); // with the file of the round before, as a kill leaves it
        }
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("cut off")]
    [InlineData("newer than the rows")]
    public async Task Restart_SavedFileThatCannotBeTrusted_ReadsTheRows(string what)
    {
        var random = new Random(3);
        using (var data = new DataFolder(scratch.File("data")))
        {
            await using var store = Open(data);
            for (var i = 0; i < 50; i++)
            {
                await ChangeAsync(store, random);
            }
        }

        var file = scratch.File("data/endpoints.index");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        switch (what)
        {
            case "damaged":
                bytes[bytes.Length / 2] ^= 1;
                break;
            case "cut off":
                bytes = bytes[..20];
                break;
            default:
                SqliteConnection.ClearAllPools(); // an open connection would still see them
                foreach (var rows in Directory.GetFiles(scratch.File("data"), "endpoints.db*"))
                {
                    File.Delete(rows);
                }

                break;
        }

        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        using (var data = new DataFolder(scratch.File("data")))
        {
            await using var store = Open(data);
            await ChangeAsync(store, random);
            await SameFromItsRowsAsync(store, "copy");
        }
    }

    [Fact]
    public async Task UpdateAsync_BatchWithAFault_LeavesNothingBehind()
    {
        using var data = new DataFolder(scratch.File("data"));
        await using var store = Open(data);
        await store.UpdateAsync("app", [("e", Request("a", "u"))], "r", CancellationToken.None);

        var faults = await store.UpdateAsync(
            "app", [("e", Request("b", "v")), ("new", Request("c", "u")), ("bad", new EndpointRequest { OptOut = OptOut.None })], "r", CancellationToken.None);

        var fault = Assert.Single(faults);
        Assert.Contains("Missing Address", fault.Message, StringComparison.Ordinal);
        Assert.Equal(("Address", 2), (fault.Member, fault.Index));
        Assert.Equal("e", Assert.Single(store.OfUser("app", "u")).Id);
        Assert.Empty(store.OfUser("app", "v"));
        Assert.Null(store.Get("app", "new"));
        Assert.Equal(1, store.Index("app").Count);
        await SameFromItsRowsAsync(store, "copy");
    }

    [Fact]
    public async Task UpdateAsync_InactiveEndpointComesBack_TakesItsAddressFromWhoHasIt()
    {
        using var data = new DataFolder(scratch.File("data"));
        await using var store = Open(data);
        await store.UpdateAsync("app", [("first", Request("token", "u"))], "r", CancellationToken.None);
        await store.UpdateAsync("app", [("second", Request("token", "v"))], "r", CancellationToken.None);

        await store.UpdateAsync("app", [("first", new EndpointRequest { OptOut = OptOut.None })], "r", CancellationToken.None);

        var (first, second) = (store.Get("app", "first")!, store.Get("app", "second")!); // both were made
        Assert.Equal((EndpointStatus.Active, EndpointStatus.Inactive), (first.EndpointStatus, second.EndpointStatus));
    }

    [Fact]
    public async Task UpdateAsync_ManyAtOnceOnOneEndpoint_IsFoundByItsLastAddressAndUser()
    {
        using var data = new DataFolder(scratch.File("data"));
        await using var store = Open(data);

        // Group commits take several of these into one transaction, back and forth between the same two addresses.
        await Task.WhenAll(Enumerable.Range(0, 400).Select(
            i => store.UpdateAsync("app", [("e", Request($"token-{i % 2}", $"user-{i % 2}"))], "r", CancellationToken.None)));

        var last = store.Get("app", "e")!; // it was made
        Assert.Equal("e", Assert.Single(store.OfUser("app", last.User!.UserId!)).Id); // every request has a user
        var dead = new DeadAddress(ChannelType.Gcm, last.Address!, DateTimeOffset.MaxValue); // stored endpoints have an address
        Assert.Equal(1, await store.DeactivateAsync("app", [dead], CancellationToken.None));
        await SameFromItsRowsAsync(store, "copy");
    }

    [Fact]
    public async Task RemoveAppAsync_MoreThanAPage_LeavesTheOtherAppAlone()
    {
        using var data = new DataFolder(scratch.File("data"));
        await using var store = Open(data);
        await store.UpdateAsync("app", [.. Enumerable.Range(0, 2300).Select(i => ($"e{i}", Request($"t{i}", null)))], "r", CancellationToken.None);
        await store.UpdateAsync("other", [("e1", Request("t1", "u"))], "r", CancellationToken.None);

        await store.RemoveAppAsync("app", CancellationToken.None);

        Assert.Null(store.Get("app", "e1"));
        Assert.Equal(0, store.Index("app").Count);
        Assert.Equal("e1", Assert.Single(store.OfUser("other", "u")).Id);
        await SameFromItsRowsAsync(store, "copy");
    }

    [Fact]
    public async Task Restart_AfterAFailedWriteAndTwoKills_FindsWhatTheRowsSay()
    {
        using (var data = new DataFolder(scratch.File("data")))
        {
            await using var store = Open(data);
            await store.UpdateAsync("app", [("e", Request("token1", "user1"))], "r", CancellationToken.None);
            Execute("CREATE TRIGGER full BEFORE INSERT ON changes BEGIN SELECT RAISE(ABORT, 'full'); END");
            await Assert.ThrowsAsync<SqliteException>(() => store.UpdateAsync("app", [("e", Request("token2", "user2"))], "r", CancellationToken.None));
            Execute("DROP TRIGGER full");
            Assert.Equal("e", Assert.Single(store.OfUser("app", "user1")).Id);
            await store.UpdateAsync("app", [("new", Request("token3", "user3"))], "r", CancellationToken.None);
        }

        using (var data = new DataFolder(scratch.File("data")))
        {
            await using var store = Open(data);
            await store.UpdateAsync("app", [("e", Request("token4", "user4"))], "r", CancellationToken.None);
            await SameFromItsRowsAsync(store, "killed");
        }
    }

    [Fact]
    public async Task RemoveAppAsync_DevicesGoOnRegistering_LeavesNoRow()
    {
        using var data = new DataFolder(scratch.File("data"));
        await using var store = Open(data);
        await store.UpdateAsync("app", [.. Enumerable.Range(0, 2300).Select(i => ($"e{i}", Request($"t{i}", null)))], "r", CancellationToken.None);

        var removed = store.RemoveAppAsync("app", CancellationToken.None);
        var late = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => Record.ExceptionAsync(() => store.UpdateAsync("app", [($"late{i}", Request($"l{i}", null))], "r", CancellationToken.None)).AsTask()));
        await removed;

        Assert.Contains(late, e => e is AppGoneException);
        Assert.Equal(0L, Execute("SELECT COUNT(*) FROM endpoints"));
    }

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={scratch.File("data/endpoints.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements of these tests
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    private static EndpointStore Open(DataFolder data) => new(data, TimeProvider.System, NullLogger.Instance);

    private static EndpointRequest Request(string address, string? user) =>
        new()
        {
            Address = address,
            ChannelType = ChannelType.Gcm,
            User = user is null ? null : new EndpointUser { UserId = user },
            Attributes = new Dictionary<string, IReadOnlyList<string>> { ["A"] = [address] },
        };

    private static async Task ChangeAsync(EndpointStore store, Random random)
    {
        var (app, id) = ($"app{random.Next(2)}", $"E{random.Next(60)}");
        switch (random.Next(10))
        {
            case 0:
                await store.RemoveAsync(app, id, CancellationToken.None);
                break;
            case 1:
                await store.RemoveUserAsync(app, $"user{random.Next(12)}", CancellationToken.None);
                break;
            case 2:
                await store.DeactivateAsync(
                    app, [new DeadAddress(ChannelType.Gcm, $"token{random.Next(40)}", DateTimeOffset.MaxValue)], CancellationToken.None);
                break;
            default:
                await store.UpdateAsync(
                    app,
                    [.. Enumerable.Range(0, random.Next(1, 4)).Select(
                        i => ($"{id}{(i == 0 ? "" : i)}", Request($"token{random.Next(40)}", $"user{random.Next(12)}")))],
                    "r", CancellationToken.None);
                break;
        }
    }

    // A copy of the folder as it lies there, once with its saved file and once without: both have to find what the open store finds.
    private async Task SameFromItsRowsAsync(EndpointStore store, string name)
    {
        foreach (var withFile in new[] { true, false })
        {
            Directory.CreateDirectory(scratch.File($"{name}{withFile}"));
            File.Copy(scratch.File("data/identity"), scratch.File($"{name}{withFile}/identity"));
            using var data = new DataFolder(scratch.File($"{name}{withFile}"));
            foreach (var file in Directory.GetFiles(scratch.File("data"), "endpoints.*").Where(f => withFile || Path.GetExtension(f) != ".index"))
            {
                File.Copy(file, data.File(Path.GetFileName(file)));
            }

            await using var copy = Open(data);
            foreach (var app in new[] { "app", "app0", "app1", "other" })
            {
                Assert.Equal(All(store.Index(app).Everyone), All(copy.Index(app).Everyone));
                Assert.Equal(All(store.Index(app).Reachable), All(copy.Index(app).Reachable));
                for (var i = 0; i < 40; i++)
                {
                    var segment = new SegmentResponse
                    {
                        ApplicationId = app,
                        Arn = "",
                        CreationDate = "",
                        Id = "s",
                        SegmentType = SegmentType.Dimensional,
                        Version = 1,
                        Dimensions = new() { Attributes = new Dictionary<string, AttributeDimension> { ["A"] = new() { Values = [$"token{i}"] } } },
                    };
                    int[] Members(EndpointStore of) =>
                        All(SegmentEvaluator.Evaluate(of.Index(app), segment, _ => null, DateTimeOffset.UnixEpoch, CancellationToken.None));
                    Assert.Equal(Members(store), Members(copy));
                    Assert.Equal(store.OfUser(app, $"user{i}").Select(e => e.Id), copy.OfUser(app, $"user{i}").Select(e => e.Id));
                }

                foreach (var endpoint in store.Numbered(All(store.Index(app).Everyone)))
                {
                    Assert.Equal(endpoint.Endpoint.EffectiveDate, copy.Get(app, endpoint.Endpoint.Id!)?.EffectiveDate); // stored endpoints have ids
                }
            }
        }
    }

    private static int[] All(Bitmap bitmap)
    {
        var all = new int[bitmap.Count];
        bitmap.Take(0, all);
        return all;
    }
}
