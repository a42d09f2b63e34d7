using Pinpush.Contract;
using Xunit;

namespace Pinpush.Messages.Tests;

/// <summary>Content that no push service would take from anybody is refused when it is written, and the refusal names where it stands.</summary>
public sealed class ContentRulesTests
{
    private static readonly string Long = new('x', 3900), TooLong = new('x', 4200);

    [Fact]
    public void A_campaign_for_one_platform_is_right()
    {
        Assert.Empty(OfCampaign(new() { APNSMessage = new() { Body = "Hi" } }));
        Assert.Empty(OfCampaign(new() { GCMMessage = new() { RawContent = """{"data":{"a":"1"}}""" } }));
        Assert.Empty(OfCampaign(new() { DefaultMessage = new() { SilentPush = true } }));
    }

    [Fact]
    public void A_campaign_that_says_nothing_to_anybody_is_refused()
    {
        Assert.Equal("MessageConfiguration", Assert.Single(OfCampaign(new() { APNSMessage = new() { Url = "app://x" }, GCMMessage = new() })).Member);
        Assert.Equal("MessageConfiguration", Assert.Single(OfCampaign(new() { DefaultMessage = new() { RawContent = "{}" } })).Member);
    }

    [Theory]
    [InlineData("""{"surprise":1}""", "surprise")]
    [InlineData("""{"validate_only":"yes","message":{"data":{"a":"1"}}}""", "validate_only")]
    public void Raw_content_that_has_no_form_of_FCM_is_refused(string raw, string named)
    {
        var message = new MessageConfiguration { APNSMessage = new() { Body = "Hi" }, GCMMessage = new() { RawContent = raw } };
        Named("MessageConfiguration.GCMMessage", named, OfCampaign(message));
        Named("GCM", named, ContentRules.Check(new PushNotificationTemplateRequest { Default = new() { Body = "Hi" }, GCM = new() { RawContent = raw } }));
    }

    [Fact]
    public void A_campaign_that_is_too_large_is_refused()
    {
        MessageConfiguration Of(string text) => new() { APNSMessage = new() { RawContent = $$$"""{"aps":{"alert":"{{{text}}}"}}""" } };
        Assert.Empty(OfCampaign(Of(Long)));
        Named("MessageConfiguration.APNSMessage", "4096", OfCampaign(Of(TooLong)));
        Named(
            "MessageConfiguration.GCMMessage", "4096",
            OfCampaign(new() { GCMMessage = new() { Body = "Hi", JsonBody = $$$"""{"n":"{{{TooLong}}}"}""" } }));
    }

    // Three bytes a character: 2,000 characters, as many as are allowed, are too many bytes.
    [Fact]
    public void A_template_that_is_too_large_is_refused()
    {
        Assert.Empty(ContentRules.Check(new PushNotificationTemplateRequest { APNS = new() { Body = new('x', 2000) } }));
        Named("APNS", "4096", ContentRules.Check(new PushNotificationTemplateRequest { APNS = new() { Body = new('€', 2000) } }));
        Named("GCM", "4096", ContentRules.Check(new PushNotificationTemplateRequest { GCM = new() { Body = new('x', 4000), Title = new('x', 200) } }));
    }

    [Fact]
    public void What_a_recipient_brings_along_is_not_counted() => Assert.Empty(OfCampaign(
        new() { APNSMessage = new() { RawContent = $$$$"""{"aps":{"alert":"{{{{Long}}}}{{Attributes.story}}{{Attributes.more}}{{Attributes.end}}"}}""" } }));

    private static IReadOnlyList<Fault> OfCampaign(MessageConfiguration message) =>
        ContentRules.Check(new WriteCampaignRequest { SegmentId = "s", Schedule = new() { StartTime = "IMMEDIATE" }, MessageConfiguration = message });

    private static void Named(string member, string named, IReadOnlyList<Fault> faults)
    {
        var fault = Assert.Single(faults);
        Assert.Equal(member, fault.Member);
        Assert.StartsWith(member + ": ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }
}
