using System.Text.Json;
using Xunit;

namespace Pinpush.Cli.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly Scene scene = new();

    [Fact(Timeout = 120_000)]
    public async Task Demo_TwiceInOneHome_EveryStepWorksAndDevicesReceive()
    {
        for (var run = 0; run < 2; run++)
        {
            var code = await scene.RunAsync(TestContext.Current.CancellationToken, "demo", "--json");

            Assert.Equal(ExitCode.Done, code);
            using var record = JsonDocument.Parse(scene.Output);
            Assert.True(record.RootElement.GetProperty("succeeded").GetBoolean());
            var steps = record.RootElement.GetProperty("steps").EnumerateArray().ToList();
            Assert.Equal(9, steps.Count);
            Assert.Equal(8, steps.Sum(s => s.GetProperty("received").GetArrayLength())); // four pushes, two devices
        }
    }

    public void Dispose() => scene.Dispose();
}
