using System.Text.Json;

namespace Pinpush.Contract.Tests;

/// <summary>Requests as clients send them: what is accepted, and which member a refusal names.</summary>
public sealed class RuleTests
{
    private const string Campaign = """{"SegmentId":"s","MessageConfiguration":{"DefaultMessage":{"Body":"hi"}},"Schedule":{"StartTime":"IMMEDIATE"}}""";

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"Name":"n","Dimensions":{"Attributes":{"a":{"Values":["x"]}}}}""", null)]
    [InlineData("""{"Dimensions":{"Demographic":{"Channel":{"Values":["APNS"],"DimensionType":"EXCLUSIVE"}},"Location":{"Country":{"Values":["DE"]}}}}""", null)]
    [InlineData("""{"Dimensions":{"Behavior":{"Recency":{"Duration":"DAY_7","RecencyType":"ACTIVE"}}}}""", null)]
    [InlineData("""{"Dimensions":{"Attributes":{"a":{"AttributeType":"BETWEEN","Values":["2026-01-01","2026-02-01T00:00:00Z"]}}}}""", null)]
    [InlineData("""{"SegmentGroups":{"Include":"ANY","Groups":[{"SourceSegments":[{"Id":"x","Version":2}],"Dimensions":[{}]}]}}""", null)]
    [InlineData("""{"Dimensions":{},"SegmentGroups":{"Groups":[{}]}}""", "Dimensions and SegmentGroups")]
    [InlineData("""{"SegmentGroups":{}}""", "SegmentGroups.Groups")]
    [InlineData("""{"SegmentGroups":{"Groups":[]}}""", "SegmentGroups.Groups")]
    [InlineData("""{"SegmentGroups":{"Groups":[null]}}""", "SegmentGroups.Groups[0]")]
    [InlineData("""{"SegmentGroups":{"Groups":[{},{"SourceSegments":[{}]}]}}""", "SegmentGroups.Groups[1].SourceSegments")]
    [InlineData("""{"SegmentGroups":{"Groups":[{"Dimensions":[{"Metrics":{"m":{}}}]}]}}""", "SegmentGroups.Groups[0].Dimensions[0].Metrics")]
    [InlineData("""{"Dimensions":{"Metrics":{"m":{}}}}""", "Dimensions.Metrics")]
    [InlineData("""{"Dimensions":{"Location":{"GPSPoint":{}}}}""", "Dimensions.Location.GPSPoint")]
    [InlineData("""{"Dimensions":{"Demographic":{"DeviceType":{"Values":["x"]}}}}""", "Dimensions.Demographic.DeviceType")]
    [InlineData("""{"Dimensions":{"Demographic":{"Make":{"Values":[]}}}}""", "Dimensions.Demographic.Make.Values")]
    [InlineData("""{"Dimensions":{"Attributes":{"a":null}}}""", "Dimensions.Attributes.a.Values")]
    [InlineData("""{"Dimensions":{"UserAttributes":{"a":{"Values":[null]}}}}""", "Dimensions.UserAttributes.a.Values")]
    [InlineData("""{"Dimensions":{"Attributes":{"a":{"AttributeType":"BEFORE","Values":["01/02/2026"]}}}}""", "Dimensions.Attributes.a.Values")]
    [InlineData("""{"Dimensions":{"Attributes":{"a":{"AttributeType":"ON","Values":["10:30"]}}}}""", "Dimensions.Attributes.a.Values")]
    [InlineData("""{"Dimensions":{"Attributes":{"a":{"AttributeType":"BETWEEN","Values":["2026-01-01"]}}}}""", "Dimensions.Attributes.a.Values")]
    [InlineData("""{"Dimensions":{"Behavior":{"Recency":{"Duration":"DAY_7"}}}}""", "Dimensions.Behavior.Recency")]
    [InlineData("""{"tags":{"":"x"}}""", "tags")]
    public void Segment(string json, string? member) => Judged(SegmentRules.Check(Read<WriteSegmentRequest>(json)), member);

    [Fact]
    public void A_segment_has_at_most_100_criteria()
    {
        static WriteSegmentRequest With(int criteria) => new()
        {
            Dimensions = new() { Attributes = Enumerable.Range(0, criteria).ToDictionary(i => $"a{i}", _ => new AttributeDimension { Values = ["x"] }) },
        };
        Judged(SegmentRules.Check(With(100)), null);
        Judged(SegmentRules.Check(With(101)), "criteria");
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"SegmentId":""}""", "SegmentId")]
    [InlineData("""{"AdditionalTreatments":[{}]}""", "AdditionalTreatments")]
    [InlineData("""{"HoldoutPercent":10}""", "HoldoutPercent")]
    [InlineData("""{"HoldoutPercent":0}""", null)]
    [InlineData("""{"Hook":{"WebUrl":"u"}}""", "Hook")]
    [InlineData("""{"TemplateConfiguration":{"PushTemplate":{}},"MessageConfiguration":null}""", "TemplateConfiguration.PushTemplate.Name")]
    [InlineData("""{"TemplateConfiguration":{"PushTemplate":{"Name":"t"}},"MessageConfiguration":{}}""", null)]
    [InlineData("""{"TemplateConfiguration":{"PushTemplate":{"Name":"t"}}}""", "MessageConfiguration")]
    [InlineData("""{"TemplateConfiguration":{"SMSTemplate":{"Name":"t"}}}""", "TemplateConfiguration")]
    [InlineData("""{"CustomDeliveryConfiguration":{"x":1}}""", "CustomDeliveryConfiguration")]
    [InlineData("""{"MessageConfiguration":null}""", "MessageConfiguration")]
    [InlineData("""{"MessageConfiguration":{}}""", "MessageConfiguration")]
    [InlineData("""{"MessageConfiguration":{"APNSMessage":{},"EmailMessage":{"x":1}}}""", "MessageConfiguration")]
    [InlineData("""{"MessageConfiguration":{"APNSMessage":{"TimeToLive":-1}}}""", "MessageConfiguration.APNSMessage.TimeToLive")]
    [InlineData("""{"Schedule":null}""", "Schedule.StartTime")]
    [InlineData("""{"Schedule":{"StartTime":"soon"}}""", "Schedule.StartTime")]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","Frequency":"DAILY"}}""", "Schedule.Frequency")]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","Frequency":"ONCE"}}""", null)]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","IsLocalTime":true}}""", "Schedule.IsLocalTime")]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","EventFilter":{"x":1}}}""", "Schedule.EventFilter")]
    [InlineData("""{"Schedule":{"StartTime":"IMMEDIATE","QuietTime":{"Start":"22:00"}}}""", "Schedule.QuietTime")]
    [InlineData("""{"Limits":{"Daily":1}}""", "Limits.Daily")]
    [InlineData("""{"Limits":{"Total":1}}""", "Limits.Total")]
    [InlineData("""{"Limits":{"Session":1}}""", "Limits.Session")]
    [InlineData("""{"Limits":{"MessagesPerSecond":0}}""", "Limits.MessagesPerSecond")]
    [InlineData("""{"Limits":{"MessagesPerSecond":20001}}""", "Limits.MessagesPerSecond")]
    [InlineData("""{"Limits":{"MaximumDuration":59}}""", "Limits.MaximumDuration")]
    [InlineData("""{"Limits":{"Daily":0,"MessagesPerSecond":20000,"MaximumDuration":60}}""", null)]
    [InlineData("""{"tags":{"pinpush:max-audience":"10"}}""", null)]
    [InlineData("""{"tags":{"pinpush:max-audience":"0"}}""", "pinpush:max-audience")]
    [InlineData("""{"tags":{"pinpush:max-audience":"many"}}""", "pinpush:max-audience")]
    public void A_campaign_with_this_changed(string change, string? member)
    {
        var members = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Campaign)!; // an object, not null
        foreach (var changed in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(change)!) // so is this
        {
            members[changed.Key] = changed.Value;
        }

        Judged(CampaignRules.Check(Read<WriteCampaignRequest>(JsonSerializer.Serialize(members))), member);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "MessageConfiguration.DefaultMessage.Body")]
    public void The_body_of_a_campaign(int length, string? member) =>
        Judged(CampaignRules.Check(Read<WriteCampaignRequest>(Campaign.Replace("hi", new string('x', length), StringComparison.Ordinal))), member);

    [Fact]
    public void A_campaign_hears_of_all_its_faults_at_once() => Assert.Equal(3, CampaignRules.Check(new()).Count);

    [Theory]
    [InlineData("""{"Addresses":{"t":{"ChannelType":"APNS"}},"MessageConfiguration":{}}""", null)]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"GCMMessage":{"Priority":"high","TimeToLive":2419200}}}""", null)]
    [InlineData("""{"MessageConfiguration":{}}""", "Addresses and Endpoints")]
    [InlineData("""{"Addresses":{"t":{}},"MessageConfiguration":{}}""", "Addresses")]
    [InlineData("""{"Addresses":{"t":null},"MessageConfiguration":{}}""", "Addresses")]
    [InlineData("""{"Endpoints":{"e":{}}}""", "MessageConfiguration")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{},"TemplateConfiguration":{"EmailTemplate":{}}}""", "TemplateConfiguration")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{},"TemplateConfiguration":{"PushTemplate":{"Version":"1"}}}""", "TemplateConfiguration.PushTemplate.Name")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"APNSMessage":{"Priority":"1"}}}""", "MessageConfiguration.APNSMessage.Priority")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"APNSMessage":{"APNSPushType":"loud"}}}""", "MessageConfiguration.APNSMessage.APNSPushType")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"APNSMessage":{"PreferredAuthenticationMethod":"x"}}}""", "MessageConfiguration.APNSMessage.PreferredAuthenticationMethod")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"APNSMessage":{"TimeToLive":-1}}}""", "MessageConfiguration.APNSMessage.TimeToLive")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"APNSMessage":{"CollapseId":"äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü"}}}""", "MessageConfiguration.APNSMessage.CollapseId")]
    [InlineData("""{"Endpoints":{"e":{}},"MessageConfiguration":{"GCMMessage":{"TimeToLive":2419201}}}""", "MessageConfiguration.GCMMessage.TimeToLive")]
    public void Message(string json, string? member) => Judged(MessageRules.Check(Read<MessageRequest>(json)), member);

    [Theory]
    [InlineData("""{"Default":{"Body":"Hi {{User.UserAttributes.FirstName}}"}}""", null)]
    [InlineData("""{"Default":{"Body":"{{Attributes.first name}} {{ Metrics.visits }}"},"DefaultSubstitutions":"{\"Attributes.first name\":\"you\",\"Metrics.visits\":0}"}""", null)]
    [InlineData("{}", "no content")]
    [InlineData("""{"Default":{},"ADM":{"Body":"x"}}""", "ADM")]
    [InlineData("""{"Default":{},"RecommenderId":"x"}""", "RecommenderId")]
    [InlineData("""{"Default":{"Title":"{{#if User.UserId}}x{{/if}}"}}""", "Default.Title")]
    [InlineData("""{"GCM":{"ImageUrl":"{{upper User.UserId}}"}}""", "GCM.ImageUrl")]
    [InlineData("""{"APNS":{"RawContent":"{\"aps\":{\"alert\":\"{{User.UserId}}\"}}"}}""", null)]
    [InlineData("""{"APNS":{"RawContent":"{\"aps\":{\"badge\":{{Metrics.unread}}}}"}}""", "APNS.RawContent")]
    [InlineData("""{"Default":{},"DefaultSubstitutions":"[]"}""", "DefaultSubstitutions")]
    [InlineData("""{"Default":{},"DefaultSubstitutions":"{\"a\":[1]}"}""", "DefaultSubstitutions")]
    [InlineData("""{"Default":{},"DefaultSubstitutions":"{\"a\":\"\\ud800\"}"}""", "DefaultSubstitutions")]
    public void Template(string json, string? member) => Judged(TemplateRules.Check(Read<PushNotificationTemplateRequest>(json)), member);

    [Theory]
    [InlineData(2000, 4000, null)]
    [InlineData(2001, 4000, "Default.Body")]
    [InlineData(2000, 4001, "GCM.Body")]
    public void The_body_of_a_template(int length, int gcm, string? member) => Judged(
        TemplateRules.Check(new PushNotificationTemplateRequest { Default = new() { Body = new('x', length) }, GCM = new() { Body = new('x', gcm) } }), member);

    [Theory]
    [InlineData("Welcome-back_2", true)]
    [InlineData("2", true)]
    [InlineData("-x", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("", false)]
    public void Name_of_a_template(string name, bool right) => Assert.Equal(right, TemplateRules.CheckName(name) is null);

    [Theory]
    [InlineData(0, "Users")]
    [InlineData(1, null)]
    [InlineData(100, null)]
    [InlineData(101, "Users")]
    public void Message_to_users(int users, string? member) => Judged(
        MessageRules.Check(new SendUsersMessageRequest { MessageConfiguration = new(), Users = Enumerable.Range(0, users).ToDictionary(i => $"u{i}", _ => new EndpointSendConfiguration()) }),
        member);

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"EndpointStatus":"INACTIVE","OptOut":"ALL","EffectiveDate":"2026-01-02T03:04:05.678Z","Attributes":{"a":["x"],"b":null}}""", null)]
    [InlineData("""{"EndpointStatus":"active"}""", "EndpointStatus")]
    [InlineData("""{"OptOut":"SOME"}""", "OptOut")]
    [InlineData("""{"Address":""}""", "Address")]
    [InlineData("""{"EffectiveDate":"01/02/2026"}""", "EffectiveDate")]
    [InlineData("""{"Attributes":{"":["x"]}}""", "Attributes")]
    [InlineData("""{"Attributes":{"a":[null]}}""", "Attributes.a")]
    [InlineData("""{"User":{"UserAttributes":{"a":[null]}}}""", "User.UserAttributes.a")]
    public void Endpoint(string json, string? member) => Judged(EndpointRules.Check("id", Read<EndpointRequest>(json)), member);

    [Theory]
    [InlineData(null, "Id")]
    [InlineData("", "Id")]
    [InlineData("a{b}", "Id")]
    [InlineData("$x", "Id")]
    [InlineData("any other:id/with.marks", null)]
    public void Endpoint_id(string? id, string? member) => Judged(EndpointRules.Check(id, new()), member);

    [Theory]
    [InlineData(250, 50, 100, null)]
    [InlineData(251, 1, 1, "Attributes")]
    [InlineData(1, 51, 1, "Attributes.a0")]
    [InlineData(1, 1, 101, "Attributes.a0")]
    public void Endpoint_limits(int names, int values, int length, string? member) => Judged(
        EndpointRules.Check("id", new() { Attributes = Enumerable.Range(0, names).ToDictionary(i => $"a{i}", IReadOnlyList<string> (_) => [.. Enumerable.Repeat(new string('x', length), values)]) }),
        member);

    [Theory]
    [InlineData("""{"Name":"n","tags":{"k":""}}""", null)]
    [InlineData("{}", "Name")]
    [InlineData("""{"Name":" "}""", "Name")]
    [InlineData("""{"Name":"n","tags":{"k":null}}""", "tags.k")]
    public void App(string json, string? member) => Judged(AppRules.Check(Read<CreateApplicationRequest>(json)), member);

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"CampaignHook":{"Mode":"FILTER"}}""", "CampaignHook")]
    [InlineData("""{"QuietTime":{"End":"06:00"}}""", "QuietTime")]
    [InlineData("""{"JourneyLimits":{}}""", "JourneyLimits")]
    [InlineData("""{"Limits":{"Daily":5}}""", "Limits.Daily")]
    public void App_settings(string json, string? member) => Judged(AppRules.Check(Read<WriteApplicationSettingsRequest>(json)), member);

    [Theory]
    [InlineData(50, 128, 256, null)]
    [InlineData(51, 3, 1, "tags")]
    [InlineData(1, 129, 1, "tags")]
    [InlineData(1, 3, 257, "tags.000")]
    public void Tags(int count, int key, int value, string? member) =>
        Judged([.. TagRules.Check(Enumerable.Range(0, count).ToDictionary(i => $"{i}".PadLeft(key, '0'), _ => new string('v', value)))], member);

    private static T Read<T>(string json) => (T)JsonSerializer.Deserialize(json, typeof(T), WireJson.Default)!; // no test sends a bare null

    private static void Judged(IReadOnlyList<Fault> faults, string? member)
    {
        if (member is null)
        {
            Assert.Empty(faults);
        }
        else
        {
            Assert.Contains(member, Assert.Single(faults).Message, StringComparison.Ordinal);
        }
    }
}
