using System.Security.Cryptography;
using System.Text;
using Pinpush.Audience;
using Pinpush.Contract;
using Pinpush.Server.Campaigns;

namespace Pinpush.Server.Tests.Campaigns;

public sealed class CampaignMailingTests
{
    [Theory]
    [InlineData("phone-1")]
    [InlineData("Gerät Ω")]
    [InlineData("x", 300)]
    public void Id_OfARecipient_IsANameOfActivityAndEndpoint(string id, int times = 1)
    {
        id = string.Concat(Enumerable.Repeat(id, times));
        var run = new Run(1, "activity", DateTimeOffset.UnixEpoch, new Bitmap(), null, IsDone: false, null);
        var mailing = new CampaignMailing(StoredCampaign.Of("campaign"), run);

        var told = mailing.Id(new EndpointResponse { Id = id }).ToString("N");

#pragma warning disable CA5350 // RFC 9562, version 5
        var hash = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes($"pinpush/activity/{id}")));
#pragma warning restore CA5350
        Assert.Equal('5', told[12]);
        Assert.Contains(told[16], "89ab");
        Assert.Equal(hash[..12] + hash[13..16] + hash[17..32], told[..12] + told[13..16] + told[17..]);
    }
}
