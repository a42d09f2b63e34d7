using Pinpush.Gateways.Apns;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Senders;
using Pinpush.Gateways.Transport;

namespace Pinpush.Gateways.Tests.Judges;

/// <summary>
/// Attacks by a gateway: <c>hostile.py</c>. Each push has an outcome within its limit, the attack ends after some kilobytes, and the next push passes.
/// </summary>
public sealed class HostileHttp2Tests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromSeconds(20);

    /// <summary>What an attack may send until it is over, where that is less than it wants to. Buffers of the network are part of it.</summary>
    private static readonly Dictionary<string, int> MostKilobytes = new()
    {
        ["megabytes_of_headers"] = 1000,
        ["empty_continuations"] = 1000,
        ["one_byte_continuations"] = 1000,
        ["huge_literal"] = 1000,
        ["header_bomb"] = 1000,
        ["oversized_frame"] = 1000,
        ["oversized_unknown_frame"] = 1000,
        ["data_beyond_all_windows"] = 3000, // the window of the connection is one megabyte
        ["padding_beyond_all_windows"] = 3000,
        ["data_before_headers"] = 3000,
        ["data_on_a_finished_stream"] = 3000,
        ["settings_unread"] = 3000,
        ["pings_unread"] = 3000,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_attack_ends_each_push_with_an_outcome_and_has_bounds()
    {
        await using var peer = await H2Peer.StartAsync("hostile.py");
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(peer.Names, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (attack, _) =>
        {
            var fault = await FaultAsync(peer, attack);
            lock (told)
            {
                told.Add(attack, fault);
            }
        });

        Assert.True(told.Values.All(f => f.Length == 0), string.Join('\n', told.Where(f => f.Value.Length > 0).Select(f => $"{f.Key}: {f.Value}")));
        Assert.Empty(MostKilobytes.Keys.Except(told.Keys));
    }

    private static async Task<string> FaultAsync(H2Peer peer, string attack)
    {
        await using var sender = Sender(peer.Address(attack));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        try
        {
            var hit = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => sender.OnceAsync(Round.Push($"bad-{attack}-{i}"), patience.Token)));
            PushOutcome next;
            do
            {
                next = await sender.OnceAsync(Round.Push($"good-{attack}"), patience.Token);
            }
            while (next is PushOutcome.NotProcessed { AtOnce: true } && !patience.IsCancellationRequested);
            var sent = (await peer.SeenAsync(attack)).GetProperty("sent").GetInt64() / 1024;
            return next is not PushOutcome.Accepted { MessageId: var id } || id != $"good-{attack}" ? $"the next push: {next}"
                : sent > MostKilobytes.GetValueOrDefault(attack, int.MaxValue) ? $"it could send {sent} KiB"
                : "";
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            return $"no place within {Patience}";
        }
    }

    private static ApnsSender Sender(Uri gateway) => new(
        gateway,
        new ChannelCredentials.ApnsToken(Keys.EcPem, "KEY1234567", "TEAM123456", "com.example.app"),
        GatewayEndpoints.Real with { CertificateAuthority = TestAuthority.Certificate },
        SenderLimits.Apns with { Timeout = Limit },
        TimeProvider.System);
}
