using System.Collections.Concurrent;
using System.Text;
using Pinpush.Contract;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Senders;
using Pinpush.Messages.Payloads;

namespace Pinpush.Gateways.Tests.Judges;

/// <summary>Many pushes, each to a token of its own and repeated until it is answered, and what became of every attempt.</summary>
internal sealed class Round
{
    /// <summary>A token that begins so is answered with 410 <c>Unregistered</c> and a body, all others with 200 and their own name as <c>apns-id</c>.</summary>
    public const string Gone = "gone-";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, List<PushOutcome>> attempts = new(StringComparer.Ordinal);
    private readonly bool echoes;

    private Round(bool echoes) => this.echoes = echoes;

    /// <summary>How often it was said that a push may have arrived.</summary>
    public int Doubts => attempts.Values.Sum(a => a.Count(o => o is PushOutcome.InDoubt));

    /// <summary>What was tried, in words: how often which outcome came.</summary>
    public string Story => string.Join(
        ", ", attempts.Values.SelectMany(a => a).CountBy(Word).OrderByDescending(w => w.Value).Select(w => $"{w.Value} x {w.Key}"));

    /// <summary>A sender as the server makes it.</summary>
    public static IPushSender Sender(Uri gateway) => PushSenders.Create(
        ChannelType.Apns,
        new ChannelCredentials.ApnsToken(Keys.EcPem, "KEY1234567", "TEAM123456", "com.example.app"),
        GatewayEndpoints.Real with { Apns = gateway, CertificateAuthority = TestAuthority.Certificate },
        TimeProvider.System);

    /// <param name="count">How many tokens; they begin with <paramref name="name"/>.</param>
    /// <param name="atOnce">How many pushes are under way at most.</param>
    /// <param name="size">Bytes of a payload, at least 64.</param>
    /// <param name="echoes">Whether the gateway answers with the token, or the path, as <c>apns-id</c>.</param>
    public static async Task<Round> SendAsync(
        IPushSender sender, int count, string name = "t", int atOnce = 500, int size = 64, int gone = 0, bool echoes = true)
    {
        var round = new Round(echoes);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var tokens = Enumerable.Range(0, count).Select(i => $"{(gone > 0 && i % gone == 1 ? Gone : "")}{name}-{i}");
        await Parallel.ForEachAsync(
            tokens, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, (token, _) => round.UntilAnsweredAsync(sender, token, size, patience));
        return round;
    }

    /// <summary>Sends a few, waits until nobody is connected to the gateway any more, and sends the next: each passes at the first attempt.</summary>
    /// <param name="cut">Ends the connections of a gateway that does not do so by itself.</param>
    public static async Task AfterIdleAsync(IPushSender sender, int port, int times = 5, Func<Task>? cut = null)
    {
        for (var i = 0; i < times; i++)
        {
            var round = await SendAsync(sender, 3, $"idle-{i}");
            round.AssertAllAnswered();
            Assert.Equal("3 x Accepted", round.Story);
            await (cut?.Invoke() ?? Task.CompletedTask);
            await Sockets.GoneAsync(port);
        }
    }

    public static Push Push(string token, int size = 64)
    {
        var text = new StringBuilder($$"""{"aps":{},"token":"{{token}}","fill":" """[..^1]);
        text.Append('x', Math.Max(0, size - text.Length - 2)).Append("\"}");
        return new(token, Encoding.ASCII.GetBytes(text.ToString()), new("alert", 10, null, null));
    }

    /// <summary>Every push was answered, with the answer that is its own.</summary>
    public void AssertAllAnswered()
    {
        var lost = attempts.Where(t => !IsAnswer(t.Key, t.Value[^1])).ToList();
        Assert.True(lost.Count == 0, $"{lost.Count} of {attempts.Count} not answered, e.g. {Tell(lost)}. {Story}");
    }

    /// <summary>No push was in doubt: the gateway told what it did not process.</summary>
    public void AssertNoDoubt() => Assert.True(Doubts == 0, $"{Doubts} in doubt. {Story}");

    /// <summary>The gateway saw each push as often as its attempts say: once for each answer, never for NotProcessed, perhaps for each InDoubt.</summary>
    /// <param name="processed">Token -> how many requests for it reached the gateway's handler.</param>
    public void AssertCounted(IReadOnlyDictionary<string, int> processed)
    {
        var false_ = attempts.Where(t => !Agrees(t.Value, processed.GetValueOrDefault(t.Key))).ToList();
        Assert.True(false_.Count == 0, $"{false_.Count} of {attempts.Count} counted otherwise, e.g. {Tell(false_)}. {Story}");
        Assert.Empty(processed.Keys.Except(attempts.Keys));
    }

    /// <summary>The gateway holds nothing against the sender.</summary>
    public static void AssertBlameless(IReadOnlyList<string> errors) =>
        Assert.True(errors.Count == 0, $"The gateway counts {errors.Count} errors: {string.Join("\n", errors.Take(3))}");

    /// <summary>What of a gateway's count is about this round.</summary>
    public IReadOnlyDictionary<string, int> Of(IReadOnlyDictionary<string, int> processed) =>
        processed.Where(p => attempts.ContainsKey(p.Key)).ToDictionary();

    private async ValueTask UntilAnsweredAsync(IPushSender sender, string token, int size, CancellationTokenSource patience)
    {
        var own = attempts[token] = [];
        var push = Push(token, size);
        do
        {
            own.Add(await sender.OnceAsync(push, CancellationToken.None));
        }
        while (own[^1] is PushOutcome.InDoubt or PushOutcome.NotProcessed { AtOnce: true } && !patience.IsCancellationRequested);
    }

    private bool IsAnswer(string token, PushOutcome outcome) => token.StartsWith(Gone, StringComparison.Ordinal)
        ? outcome is PushOutcome.Refused { Status: 410, Reason: "Unregistered", TokenDeadSince: not null }
        : outcome is PushOutcome.Accepted { MessageId: var id } && (!echoes || id == token || id.EndsWith($"/{token}", StringComparison.Ordinal));

    private static bool Agrees(List<PushOutcome> own, int seen)
    {
        var answers = own.Count(o => o is PushOutcome.Accepted or PushOutcome.Refused);
        return answers <= seen && seen <= answers + own.Count(o => o is PushOutcome.InDoubt);
    }

    private static string Tell(List<KeyValuePair<string, List<PushOutcome>>> some) =>
        string.Join("; ", some.Take(3).Select(t => $"{t.Key}: {string.Join(", ", t.Value.TakeLast(5).Select(Word))}"));

    private static string Word(PushOutcome outcome) => outcome switch
    {
        PushOutcome.Accepted => "Accepted",
        PushOutcome.Refused refused => $"Refused({refused.Status} {refused.Reason})",
        PushOutcome.NotProcessed left => $"NotProcessed({left.Status} {left.Cause}{(left.AtOnce ? ", at once" : "")})",
        PushOutcome.InDoubt doubt => $"InDoubt({doubt.Cause})",
        _ => outcome.ToString(),
    };
}
