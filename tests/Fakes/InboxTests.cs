using System.Text.Json;

namespace Pinpush.Fakes.Tests;

public sealed class InboxTests
{
    [Fact]
    public void Add_MoreThanItKeeps_LatestStayAndCountsAreComplete()
    {
        var inbox = new Inbox(capacity: 2);

        inbox.Add(Push("a", "1"), countId: true);
        inbox.Add(Push("b", "2"), countId: true);
        inbox.Add(Push("a", "1"), countId: true);

        Assert.Equal([2L, 3L], inbox.All().Select(static delivery => delivery.Sequence));
        Assert.Equal(["a"], inbox.Latest(1).Select(static delivery => delivery.Token));
        Assert.Equal((2, 1), (inbox.AcceptedFor("a"), inbox.AcceptedFor("b")));
        Assert.Equal([new RepeatedMessage("1", "a", 2)], inbox.Repeated());
        Assert.Equal(new InboxTotals(3, 0, 2, 1, 2, 0), inbox.Totals);
    }

    [Fact]
    public void Add_CapacityZero_CountsOnly()
    {
        var inbox = new Inbox(capacity: 0, counterCapacity: 1);

        inbox.Add(Push("a", "1"), countId: true);
        inbox.Add(Push("b", "2"), countId: true);

        Assert.Empty(inbox.All());
        Assert.Equal(new InboxTotals(2, 0, 1, 0, 0, 1), inbox.Totals);
    }

    [Fact]
    public void Clear_ForgetsButGoesOnCounting()
    {
        var inbox = new Inbox(capacity: 2);
        inbox.Add(Push("a", "1"), countId: true);

        inbox.Clear();
        inbox.Add(Push("a", "1"), countId: true);

        Assert.Equal(2, Assert.Single(inbox.All()).Sequence);
        Assert.Empty(inbox.Repeated());
    }

    [Fact]
    public void Json_Payload_IsTheJsonThatCameAndComesBack()
    {
        var inbox = new Inbox();
        inbox.Add(Push("a", "1") with { Payload = [.. """{"aps":{"alert":"é \"+\" \u0027"}}"""u8] }, countId: true);
        inbox.Add(Push("a", "2") with { Payload = [.. "no json"u8], Reason = "PayloadEmpty", Status = 400, Accepted = false }, countId: true);

        var text = JsonSerializer.Serialize(inbox.All(), InboxJson.Default.IReadOnlyListDelivery);
        var back = JsonSerializer.Deserialize(text, InboxJson.Default.IReadOnlyListDelivery);

        Assert.Equal(
            """[{"Sequence":1,"Service":"APNS","Token":"a","MessageId":"1","At":"1970-01-01T00:00:00+00:00","Status":200,"Headers":{}"""
            + ""","Payload":{"aps":{"alert":"é \"+\" \u0027"}}},"""
            + """{"Sequence":2,"Service":"APNS","Token":"a","MessageId":"2","At":"1970-01-01T00:00:00+00:00","Status":400"""
            + ""","Reason":"PayloadEmpty","Headers":{},"Payload":"no json"}]""",
            text);
        Assert.Equal(["""{"aps":{"alert":"é \"+\" \u0027"}}""", "no json"], back!.Select(static delivery => delivery.Payload)); // an array came back
    }

    private static ArrivedPush Push(string token, string id) => new()
    {
        Service = "APNS",
        Token = token,
        MessageId = id,
        At = DateTimeOffset.UnixEpoch,
        Status = 200,
        Accepted = true,
        Payload = [.. """{"aps":{}}"""u8],
    };
}
