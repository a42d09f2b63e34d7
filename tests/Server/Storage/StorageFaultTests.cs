using Microsoft.Data.Sqlite;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Tests.Storage;

/// <summary>A start that the disk prevents is told in words, with what to do.</summary>
public sealed class StorageFaultTests
{
    private const string Full = "The disk that holds the data folder /none is full: why. Make room on it, and start the server again.",
        NotWritable = "The data folder /none cannot be written: why. Let this user write all of its files, or give --data another folder.",
        Damaged = "A file of the data folder /none is damaged: why. Put back all files of the folder from one backup.";

    [Theory]
    [InlineData(13, Full)]
    [InlineData(8, NotWritable)]
    [InlineData(14, NotWritable)]
    [InlineData(11, Damaged)]
    [InlineData(26, Damaged)]
    [InlineData(1, "The data folder /none cannot be used: why.")]
    public void Of_ACodeOfSqlite_SaysWhatToDo(int code, string told) => Assert.Equal(told, StorageFault.Of(new SqliteException("why.", code), "/none"));

    [Theory]
    [InlineData(28, Full)]
    [InlineData(122, Full)]
    [InlineData(30, NotWritable)]
    public void Of_ANumberOfTheSystem_SaysWhatToDo(int number, string told) => Assert.Equal(told, StorageFault.Of(new IOException("why.", number), "/none"));

    [Fact]
    public void Of_SomethingElse_IsNotOfTheDisk() => Assert.Null(StorageFault.Of(new IOException("why."), "/none"));

    [Fact]
    public async Task Start_DiskTakesNothing_SaysThatAndHowMuchIsLeft()
    {
        await using var server = await ServerProcess.StartAsync(TestContext.Current.CancellationToken);
        await server.KillAsync();

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(
            () => server.RestartAsync(TestContext.Current.CancellationToken, largestFileInKiB: 8));

        Assert.Matches(
            @"The disk that holds the data folder \S+ is full or fails: SQLite Error 10: 'disk I/O error'\. It has \d+ MB left\. Make room on it,",
            ended.Message);
    }
}
