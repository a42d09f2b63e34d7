namespace Pinpush.Client.Tests;

public sealed class ListsTests
{
    [Fact(Timeout = 60_000)]
    public async Task AppsAsync_MoreThanAPage_GivesEachOnce()
    {
        var ends = TestContext.Current.CancellationToken;
        await using var served = await ServedConnection.StartAsync(ends);
        using var connection = served.Open();
        var names = Enumerable.Range(0, 101).Select(i => $"app-{i}").ToList();
        foreach (var name in names)
        {
            await connection.Client().CreateAppAsync(new() { CreateApplicationRequest = new() { Name = name } }, ends);
        }

        var listed = await connection.Client().AppsAsync(ends).Select(a => a.Name).ToListAsync(ends);

        Assert.Equal(names.Order(), listed.Order());
    }
}
