using Amazon.Pinpoint.Model;
using Pinpush.Server.Hosting;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Trouble;

/// <summary>A server whose clock the test sets, with one gateway for APNs and FCM that is not ours and in trouble.</summary>
public sealed class TroubledStage : ClockStage
{
    internal TroubledGateway Gateway { get; private set; } = null!; // set by BeginAsync

    internal static async Task<TroubledStage> BeginAsync()
    {
        var stage = new TroubledStage { Gateway = await TroubledGateway.StartAsync() };
        await stage.InitializeAsync();
        return stage;
    }

    /// <summary>
    /// Lets time go by until something is so: as it does as long as requests come to the gateway, and when none come any more so much at a time. A busy
    /// machine must not look like a gateway that does not answer.
    /// </summary>
    internal Task PassUntilAsync(Func<Task<bool>> isSo, TimeSpan? step = null)
    {
        var (requests, idle) = (-1, 0);
        return Until.SoAsync(
            async () =>
            {
                var now = (await Gateway.ReportAsync()).Requests;
                (idle, requests) = (now == requests ? idle + 1 : 0, now);
                Pass(idle > 10 ? step ?? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(20));
                return await isSo();
            }, TestContext.Current.CancellationToken);
    }

    internal async Task<(string Status, ActivityResponse Run)> EndedAsync(string app, string campaign, TimeSpan? step = null)
    {
        await PassUntilAsync(async () => await this.StatusAsync(app, campaign) is "COMPLETED" or "INVALID", step);
        return await ((IServed)this).EndedAsync(app, campaign);
    }

    internal async Task EndAsync()
    {
        await DisposeAsync();
        await Gateway.DisposeAsync();
    }

    protected override ServerOptions Options() => base.Options() with
    {
        ApnsGateway = Gateway.Address,
        FcmGateway = Gateway.Address,
        FcmTokenUri = new Uri(Gateway.Address, "/token"),
        GatewayCaFile = null,
    };
}
