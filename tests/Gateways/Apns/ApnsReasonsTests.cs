using Pinpush.Gateways.Apns;
using Pinpush.Gateways.Senders;
using Xunit;

namespace Pinpush.Gateways.Tests.Apns;

public sealed class ApnsReasonsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Only_three_reasons_make_a_token_dead() => Assert.Equal(
        ["BadDeviceToken", "ExpiredToken", "Unregistered"],
        ApnsReasons.Table.Where(p => p.Value.Verdict == ApnsReasons.Verdict.TokenDead).Select(p => p.Key).Order());

    [Fact]
    public void What_may_pass_later_is_unsent() => Assert.Equal(
        ["ExpiredProviderToken", "IdleTimeout", "InternalServerError", "ServiceUnavailable", "Shutdown", "TooManyProviderTokenUpdates", "TooManyRequests"],
        ApnsReasons.Table.Where(p => p.Value.Verdict is not (ApnsReasons.Verdict.Refused or ApnsReasons.Verdict.TokenDead)).Select(p => p.Key).Order());

    [Theory]
    [InlineData(400, false)]
    [InlineData(403, false)]
    [InlineData(429, true)]
    [InlineData(502, true)]
    public void An_unknown_reason_is_judged_by_its_status(int status, bool unsent) =>
        Assert.Equal(unsent, ApnsReasons.Outcome(status, "NewWord", null, null, Now) is PushOutcome.NotProcessed { Cause: "NewWord" });

    [Fact]
    public void An_unknown_410_is_a_dead_token() => Assert.Equal(
        Now, Assert.IsType<PushOutcome.Refused>(ApnsReasons.Outcome(410, "NewWord", null, null, Now)).TokenDeadSince);
}
