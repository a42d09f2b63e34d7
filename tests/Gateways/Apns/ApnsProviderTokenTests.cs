using Microsoft.Extensions.Time.Testing;
using Pinpush.Gateways.Apns;
using Xunit;

namespace Pinpush.Gateways.Tests.Apns;

public sealed class ApnsProviderTokenTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_token_is_shared_and_renewed_after_50_minutes()
    {
        var one = Token().Header()!; // the key signs
        clock.Advance(TimeSpan.FromMinutes(49));
        Assert.Equal(one, Token().Header());
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(one, Token().Header());
    }

    [Fact]
    public void A_refused_token_is_renewed_once_and_never_within_20_minutes()
    {
        var one = Token().Header()!; // the key signs
        clock.Advance(TimeSpan.FromMinutes(19));
        Assert.False(Token().Renew(one));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(Token().Renew(one));
        var two = Token().Header();
        Assert.True(Token().Renew(one)); // a late caller finds the new one
        Assert.Equal(two, Token().Header());
    }

    private ApnsProviderToken Token() => ApnsProviderToken.For(new(Keys.EcPem, "KEY1234567", "TEAM123456", "app"), clock);
}
