using System.Text.Json;

namespace Pinpush.Contract.Tests.Campaigns;

/// <summary>Campaigns as clients send them: what is accepted, and which member a refusal names.</summary>
public sealed class CampaignRulesTests
{
    private const string Campaign = """{"SegmentId":"s","MessageConfiguration":{"DefaultMessage":{"Body":"hi"}},"Schedule":{"StartTime":"IMMEDIATE"}}""";

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"SegmentId":""}""", "SegmentId")]
    [InlineData("""{"AdditionalTreatments":[{}]}""", "AdditionalTreatments", FaultKind.NotServed)]
    [InlineData("""{"HoldoutPercent":10}""", "HoldoutPercent", FaultKind.NotServed)]
    [InlineData("""{"HoldoutPercent":0}""", null)]
    [InlineData("""{"Hook":{"WebUrl":"u"}}""", "Hook", FaultKind.NotServed)]
    [InlineData("""{"TemplateConfiguration":{"PushTemplate":{}},"MessageConfiguration":null}""", "TemplateConfiguration.PushTemplate.Name")]
    [InlineData("""{"TemplateConfiguration":{"PushTemplate":{"Name":"t"}},"MessageConfiguration":{}}""", null)]
    [InlineData("""{"TemplateConfiguration":{"PushTemplate":{"Name":"t"}}}""", "MessageConfiguration")]
    [InlineData("""{"TemplateConfiguration":{"SMSTemplate":{"Name":"t"}}}""", "TemplateConfiguration", FaultKind.NotServed)]
    [InlineData("""{"CustomDeliveryConfiguration":{"x":1}}""", "CustomDeliveryConfiguration", FaultKind.NotServed)]
    [InlineData("""{"MessageConfiguration":null}""", "MessageConfiguration")]
    [InlineData("""{"MessageConfiguration":{}}""", "MessageConfiguration")]
    [InlineData("""{"MessageConfiguration":{"APNSMessage":{},"EmailMessage":{"x":1}}}""", "MessageConfiguration", FaultKind.NotServed)]
    [InlineData("""{"MessageConfiguration":{"APNSMessage":{"TimeToLive":-1}}}""", "MessageConfiguration.APNSMessage.TimeToLive")]
    [InlineData("""{"MessageConfiguration":{"GCMMessage":{"RawContent":"no"}}}""", "MessageConfiguration.GCMMessage.RawContent")]
    [InlineData("""{"MessageConfiguration":{"APNSMessage":{"RawContent":"[1]"}}}""", "MessageConfiguration.APNSMessage.RawContent")]
    [InlineData("""{"MessageConfiguration":{"APNSMessage":{"RawContent":"{\"n\":{{Metrics.n}}}"}}}""", "MessageConfiguration.APNSMessage.RawContent")]
    [InlineData("""{"MessageConfiguration":{"DefaultMessage":{"JsonBody":"{"}}}""", "MessageConfiguration.DefaultMessage.JsonBody")]
    [InlineData("""{"MessageConfiguration":{"APNSMessage":{"RawContent":"{}","JsonBody":"{\"n\":\"{{Id}}\"}"}}}""", null)]
    [InlineData("""{"Schedule":null}""", "Schedule.StartTime")]
    [InlineData("""{"Schedule":{"StartTime":"soon"}}""", "Schedule.StartTime")]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","Frequency":"DAILY"}}""", "Schedule.Frequency", FaultKind.NotServed)]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","Frequency":"ONCE"}}""", null)]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","IsLocalTime":true}}""", "Schedule.IsLocalTime", FaultKind.NotServed)]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","EventFilter":{"x":1}}}""", "Schedule.EventFilter", FaultKind.NotServed)]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","QuietTime":{"Start":"22:00"}}}""", "Schedule.QuietTime", FaultKind.NotServed)]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","Timezone":"utc"}}""", null)]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","Timezone":"mars"}}""", "Schedule.Timezone")]
    [InlineData("""{"Schedule":{"StartTime":"2026-05-01T10:00:00","Timezone":"UTC+01","EndTime":"2026-05-01T10:00:01"}}""", null)]
    [InlineData("""{"Schedule":{"StartTime":"2026-05-01T10:00:00","Timezone":"UTC+01","EndTime":"2026-05-01T09:00:00Z"}}""", "Schedule.EndTime")]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","EndTime":"later"}}""", "Schedule.EndTime")]
    [InlineData("""{"Priority":1}""", null)]
    [InlineData("""{"Priority":0}""", "Priority")]
    [InlineData("""{"Priority":6}""", "Priority")]
    [InlineData("""{"Limits":{"Daily":1}}""", "Limits.Daily", FaultKind.NotServed)]
    [InlineData("""{"Limits":{"Total":1}}""", "Limits.Total", FaultKind.NotServed)]
    [InlineData("""{"Limits":{"Daily":101}}""", "Limits.Daily")]
    [InlineData("""{"Limits":{"Total":-1}}""", "Limits.Total")]
    [InlineData("""{"Limits":{"Session":1}}""", "Limits.Session", FaultKind.NotServed)]
    [InlineData("""{"Limits":{"MessagesPerSecond":-1}}""", "Limits.MessagesPerSecond")]
    [InlineData("""{"Limits":{"MessagesPerSecond":20001}}""", "Limits.MessagesPerSecond")]
    [InlineData("""{"Limits":{"MaximumDuration":59}}""", "Limits.MaximumDuration")]
    [InlineData("""{"Limits":{"Daily":0,"MessagesPerSecond":20000,"MaximumDuration":60}}""", null)]
    [InlineData("""{"tags":{"pinpush:max-audience":"10"}}""", null)]
    [InlineData("""{"tags":{"pinpush:max-audience":"0"}}""", "pinpush:max-audience")]
    [InlineData("""{"tags":{"pinpush:max-audience":"many"}}""", "pinpush:max-audience")]
    [InlineData("""{"tags":{"pinpush:in-doubt":"resend"}}""", null)]
    [InlineData("""{"tags":{"pinpush:in-doubt":"skip"}}""", null)]
    [InlineData("""{"tags":{"pinpush:in-doubt":"SKIP"}}""", "pinpush:in-doubt")]
    public void A_campaign_with_this_changed(string change, string? member, FaultKind kind = FaultKind.Invalid)
    {
        var members = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Campaign)!; // an object, not null
        foreach (var changed in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(change)!) // so is this
        {
            members[changed.Key] = changed.Value;
        }

        Judge.Of(CampaignRules.Check(Judge.Read<WriteCampaignRequest>(JsonSerializer.Serialize(members))), member, kind);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "MessageConfiguration.DefaultMessage.Body")]
    public void The_body_of_a_campaign(int length, string? member) =>
        Judge.Of(CampaignRules.Check(Judge.Read<WriteCampaignRequest>(Campaign.Replace("hi", new string('x', length), StringComparison.Ordinal))), member);

    [Theory]
    [InlineData("2026-05-01T10:00:00Z", null, null)]
    [InlineData("2026-05-01T09:55:00Z", null, null)] // clocks differ
    [InlineData("2026-05-01T09:54:59Z", null, "Schedule.StartTime must be at least current time")]
    [InlineData("IMMEDIATE", "2026-05-01T10:00:01Z", null)]
    [InlineData("IMMEDIATE", "2026-05-01T10:00:00Z", "Schedule.EndTime")]
    [InlineData("soon", "late", null)] // what is no time is told elsewhere
    public void Times_of_a_campaign_at_ten(string start, string? end, string? fault)
    {
        var now = new DateTimeOffset(2026, 5, 1, 10, 0, 0, TimeSpan.Zero);
        var faults = CampaignRules.CheckTimes(new() { StartTime = start, EndTime = end }, now);
        Assert.Equal(fault is null ? 0 : 1, faults.Count);
        Assert.All(faults, f => Assert.StartsWith(fault!, f.Message, StringComparison.Ordinal)); // there is one when there are faults
    }

    [Fact]
    public void A_campaign_hears_of_all_its_faults_at_once() => Assert.Equal(3, CampaignRules.Check(new()).Count);
}
