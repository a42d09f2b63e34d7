using System.Text.Json;
using Pinpush.Bench.Gateway;

namespace Pinpush.Bench.Tests;

public sealed class ChildTests
{
    [Fact]
    public async Task Says_which_process_said_nothing_in_its_time()
    {
        await using var gateway = Child.Start("gateway", JsonSerializer.Serialize(new() { Streams = 10 }, GatewayJson.Default.GatewaySettings));
        await gateway.HearAsync(TestContext.Current.CancellationToken); // it is ready, and says no more by itself
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        var hearing = gateway.HearAsync(limit.Token);

        var silence = await Assert.ThrowsAsync<OperationCanceledException>(
            () => hearing.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Matches(@"^Process \d+, the gateway of the benchmarks, said nothing until its time was over\.$", silence.Message);
    }
}
