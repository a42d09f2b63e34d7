using System.Net.Http.Headers;
using Pinpush.Gateways.Http2;
using Pinpush.Gateways.Senders;

namespace Pinpush.Gateways.Transport;

/// <summary>What an answer, or the lack of one, means for the push.</summary>
internal static class AnswerOutcome
{
    /// <summary>The outcome of a push that was not answered.</summary>
    public static PushOutcome Outcome(this Http2Answer answer) => answer.Fate switch
    {
        Fate.InDoubt => new PushOutcome.InDoubt(answer.Cause),
        var fate => new PushOutcome.NotProcessed(0, answer.Cause, null) { AtOnce = fate == Fate.LeftAlone },
    };

    /// <summary>Whoever asks for more gets that.</summary>
    private static readonly TimeSpan LongestWish = TimeSpan.FromHours(1);

    /// <summary>How long the gateway wants to be left alone; null when it does not say.</summary>
    public static TimeSpan? Wish(this Http2Answer answer, TimeProvider time)
    {
        if (!RetryConditionHeaderValue.TryParse(answer.RetryAfter, out var wish))
        {
            return null;
        }

        var wait = wish.Delta ?? wish.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWish ? LongestWish : wait;
    }
}
