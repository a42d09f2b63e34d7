namespace Pinpush.Contract.Tests.Messages;

/// <summary>Direct sends as clients send them: what is accepted, and which member a refusal names.</summary>
public sealed class MessageRulesTests
{
    [Theory]
    [InlineData("""{"Addresses":{"t":{"ChannelType":"APNS"}},"MessageConfiguration":{}}""", null)]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"GCMMessage":{"Priority":"high","TimeToLive":2419200}}}""", null)]
    [InlineData("""{"MessageConfiguration":{}}""", "Addresses and Endpoints")]
    [InlineData("""{"Addresses":{"t":{}},"MessageConfiguration":{}}""", "Addresses")]
    [InlineData("""{"Addresses":{"t":null},"MessageConfiguration":{}}""", "Addresses")]
    [InlineData("""{"Endpoints":{"e":{}}}""", "MessageConfiguration")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{},"TemplateConfiguration":{"EmailTemplate":{}}}""",
        "TemplateConfiguration", FaultKind.NotServed)]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{},"TemplateConfiguration":{"PushTemplate":{"Version":"1"}}}""",
        "TemplateConfiguration.PushTemplate.Name")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"APNSMessage":{"Priority":"1"}}}""", "MessageConfiguration.APNSMessage.Priority")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"APNSMessage":{"APNSPushType":"loud"}}}""", "MessageConfiguration.APNSMessage.APNSPushType")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"APNSMessage":{"PreferredAuthenticationMethod":"x"}}}""",
        "MessageConfiguration.APNSMessage.PreferredAuthenticationMethod")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"APNSMessage":{"TimeToLive":-1}}}""", "MessageConfiguration.APNSMessage.TimeToLive")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"APNSMessage":{"CollapseId":"äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü"}}}""",
        "MessageConfiguration.APNSMessage.CollapseId")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"GCMMessage":{"TimeToLive":2419201}}}""", "MessageConfiguration.GCMMessage.TimeToLive")]
    public void Message(string json, string? member, FaultKind kind = FaultKind.Invalid) =>
        Judge.Of(MessageRules.Check(Judge.Read<MessageRequest>(json)), member, kind);

    [Theory]
    [InlineData(0, "Users")]
    [InlineData(1, null)]
    [InlineData(100, null)]
    [InlineData(101, "Users")]
    public void Message_to_users(int users, string? member) => Judge.Of(
        MessageRules.Check(new SendUsersMessageRequest
        {
            MessageConfiguration = new(),
            Users = Enumerable.Range(0, users).ToDictionary(i => $"u{i}", _ => new EndpointSendConfiguration()),
        }),
        member);
}
