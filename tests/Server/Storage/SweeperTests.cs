using System.Text;

namespace Pinpush.Server.Tests.Storage;

/// <summary>Whoever is deleted leaves every file: half an hour later nothing of them is on the disk.</summary>
public sealed class SweeperTests(ClockStage stage) : IClassFixture<ClockStage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("endpoint")]
    [InlineData("user")]
    [InlineData("app")]
    public async Task Delete_HalfAnHourLater_NoFileHasAnythingOfThem(string what)
    {
        stage.Clock.SetDate(TimeProvider.System.GetUtcNow()); // what clients sign by
        var (app, person) = (await stage.AppAsync(), $"nobody-knows-{what}");
        using var http = new SignedHttp(stage.Server);
        await stage.RegisterAsync(app, "other");
        await stage.RegisterAsync(app, person, new() { User = new() { UserId = $"user-{person}" }, Attributes = new() { ["Name"] = [$"{person}-name"] } });
        await stage.Aws.PutEventsAsync(new()
        {
            ApplicationId = app,
            EventsRequest = new()
            {
                BatchItem = new()
                {
                    [person] = new() { Endpoint = new(), Events = new() { ["e"] = new() { EventType = $"{person}-did", Timestamp = "2026-01-02T03:04:05Z" } } },
                },
            },
        }, Cancel);
        await http.SendAsync( // its answer is kept for a repetition
            "POST", $"/v1/apps/{app}/messages", $$"""{"Endpoints":{"{{person}}":{} },"MessageConfiguration":{"APNSMessage":{"Title":"T","Body":"B"} } }""",
            Guid.NewGuid().ToString());
        Assert.NotEmpty(Having(person)); // it is looked for in the right way

        var (status, _) = await http.SendAsync(
            "DELETE", $"/v1/apps/{app}{what switch { "endpoint" => $"/endpoints/{person}", "user" => $"/users/user-{person}", _ => "" }}",
            invocation: Guid.NewGuid().ToString());

        Assert.InRange(status, 200, 202);
        for (var minute = 0; minute < 30; minute++)
        {
            stage.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(20, Cancel); // the timers' work is done beside
        }

        Assert.Empty(Having(person));
    }

    private List<string> Having(string person) => [.. Directory.GetFiles(stage.Scratch.File("data"))
        .Where(f => Path.GetFileName(f) != "lock" && Encoding.Latin1.GetString(Read(f)).Contains(person, StringComparison.OrdinalIgnoreCase))];

    private static byte[] Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        }
        catch (FileNotFoundException)
        {
            return []; // it was replaced
        }
    }
}
