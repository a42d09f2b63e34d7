using Pinpush.Bench.Gateway;

namespace Pinpush.Bench.Campaigns;

/// <summary>A campaign over TLS to a gateway that is as far away as the real ones, beside h2load as the limit of what a client can do.</summary>
/// <param name="name">Of the benchmark.</param>
/// <param name="form">How the gateway runs.</param>
/// <param name="ratio">What the design asks of the ratio to h2load.</param>
/// <param name="cpu">What it asks of the processor time per push; null for nothing.</param>
internal sealed class CampaignLimitBench(string name, GatewaySettings form, Goal ratio, Goal? cpu)
{
    private const int Recipients = 100_000;

    public async Task<Measured> RunAsync(double scale, CancellationToken cancellationToken)
    {
        await using var stage = await CampaignStage.StartAsync(tls: true, form, Recipients * scale, cancellationToken);
        if (await H2load.FindAsync(stage, cancellationToken) is not { } h2load)
        {
            var alone = await Rounds.MedianAsync(scale, stage.CampaignAsync, static s => s.Rate, cancellationToken);
            return new Measured(name, [.. CampaignFigures.Of(alone, cpu)]);
        }

        var (we, they) = await Rounds.MedianAsync(
            scale, async stop => (Ours: await stage.CampaignAsync(stop), Limit: await h2load.SendAsync(stop)),
            static r => r.Ours.Rate / r.Limit.Rate, cancellationToken);
        return new Measured(
            name, [new("ratio to h2load", we.Rate / they.Rate, Goal: ratio), .. CampaignFigures.Of(we, cpu), .. CampaignFigures.Of("h2load", they)]);
    }
}
