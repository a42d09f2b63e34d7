namespace Pinpush.Contract.Tests.Templates;

/// <summary>Templates as clients send them: what is accepted, and which member a refusal names.</summary>
public sealed class TemplateRulesTests
{
    [Theory]
    [InlineData("""{"Default":{"Body":"Hi {{User.UserAttributes.FirstName}}"}}""", null)]
    [InlineData("""{"Default":{"Body":"{{Attributes.first name}} {{ Metrics.visits }}"}}""", null)]
    [InlineData("""{"Default":{},"DefaultSubstitutions":"{\"Attributes.first name\":\"you\",\"Metrics.visits\":0}"}""", null)]
    [InlineData("{}", "no content")]
    [InlineData("""{"Default":{},"ADM":{"Body":"x"}}""", "ADM", FaultKind.NotServed)]
    [InlineData("""{"Default":{},"RecommenderId":"x"}""", "RecommenderId", FaultKind.NotServed)]
    [InlineData("""{"Default":{"Title":"{{#if User.UserId}}x{{/if}}"}}""", "Default.Title", FaultKind.NotServed)]
    [InlineData("""{"GCM":{"ImageUrl":"{{upper User.UserId}}"}}""", "GCM.ImageUrl", FaultKind.NotServed)]
    [InlineData("""{"APNS":{"RawContent":"{\"aps\":{\"alert\":\"{{User.UserId}}\"}}"}}""", null)]
    [InlineData("""{"APNS":{"RawContent":"{\"aps\":{\"badge\":{{Metrics.unread}}}}"}}""", "APNS.RawContent")]
    [InlineData("""{"Default":{},"DefaultSubstitutions":"[]"}""", "DefaultSubstitutions")]
    [InlineData("""{"Default":{},"DefaultSubstitutions":"{\"a\":[1]}"}""", "DefaultSubstitutions")]
    [InlineData("""{"Default":{},"DefaultSubstitutions":"{\"a\":\"\\ud800\"}"}""", "DefaultSubstitutions")]
    public void Template(string json, string? member, FaultKind kind = FaultKind.Invalid) =>
        Judge.Of(TemplateRules.Check(Judge.Read<PushNotificationTemplateRequest>(json)), member, kind);

    [Theory]
    [InlineData(2000, 4000, null)]
    [InlineData(2001, 4000, "Default.Body")]
    [InlineData(2000, 4001, "GCM.Body")]
    public void The_body_of_a_template(int length, int gcm, string? member) => Judge.Of(
        TemplateRules.Check(new PushNotificationTemplateRequest { Default = new() { Body = new('x', length) }, GCM = new() { Body = new('x', gcm) } }), member);

    [Theory]
    [InlineData("Welcome-back_2", true)]
    [InlineData("2", true)]
    [InlineData("-x", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("", false)]
    public void Name_of_a_template(string name, bool right) => Assert.Equal(right, TemplateRules.CheckName(name) is null);
}
