using System.Reflection;
using System.Text;
using Pinpush.Contract;
using Pinpush.Messages.Payloads;
using Xunit;

namespace Pinpush.Messages.Tests.Layers;

/// <summary>The layers of a message agree with the records: every member reaches what leaves, or is named here with the reason.</summary>
public sealed class LayerMembersTests
{
    private static readonly Dictionary<(string Layer, string Member), string> Elsewhere = new()
    {
        [("APNSMessage", "PreferredAuthenticationMethod")] = "chooses among the channel's credentials",
        [("GCMMessage", "PreferredAuthenticationMethod")] = "chooses among the channel's credentials",
        [("entry, APNS", "Context")] = "merged with the request's into PushContext",
        [("entry, GCM", "Context")] = "merged with the request's into PushContext",
        [("campaign, APNS", "ImageIconUrl")] = "Android alone has it",
        [("campaign, APNS", "ImageSmallIconUrl")] = "Android alone has it",
        [("campaign's default, APNS", "ImageIconUrl")] = "Android alone has it",
        [("campaign's default, APNS", "ImageSmallIconUrl")] = "Android alone has it",
    };

    public static TheoryData<string, string> Members { get; } =
        [.. MessageLayer.All.SelectMany(l => l.Value.Record.GetProperties().Select(m => new TheoryDataRow<string, string>(l.Key, m.Name)))];

    [Theory]
    [MemberData(nameof(Members))]
    public void Every_member_reaches_the_push_or_is_named(string layer, string member)
    {
        var (record, shape) = MessageLayer.All[layer];
        var property = record.GetProperty(member)!; // it is one of the record's
        var (value, mark) = Other(property, layer.Contains("APNS", StringComparison.Ordinal));

        var before = Leaving(shape(With(record)));
        var after = Leaving(shape(With(record, (property, value))));

        Assert.Equal(!Elsewhere.ContainsKey((layer, member)), after != before && after.Contains(mark, StringComparison.Ordinal));
    }

    /// <summary>A record that makes a visible push by itself.</summary>
    private static object With(Type record, params (PropertyInfo Member, object Value)[] changes)
    {
        var made = Activator.CreateInstance(record)!; // a record without required members
        var (body, url) = (record.GetProperty("Body") ?? record.GetProperty("BodyOverride"), record.GetProperty("Url"));
        IEnumerable<(PropertyInfo? Member, object Value)> all =
        [
            (record.GetProperty("Title"), "title"), (body, "body"),
            (url, "app://x"), (url is null ? null : record.GetProperty("Action"), PushAction.DeepLink),
            .. changes.Where(c => c.Member.Name == "Substitutions").Select(_ => (body, (object)"{{name}}")),
            .. changes.Select(c => ((PropertyInfo?)c.Member, c.Value)),
        ];
        foreach (var (member, value) in all)
        {
            member?.SetValue(made, value);
        }

        return made;
    }

    /// <summary>Another value than <see cref="With"/> gives, and a text that the push has only with it; empty where a change is enough.</summary>
    private static (object Value, string Mark) Other(PropertyInfo member, bool isOfApns) => member switch
    {
        { Name: "APNSPushType" } => ("mdm", "mdm"),
        { Name: "Priority" } => ("5", ""),
        { Name: "JsonBody" } => ("""{"key":"changed"}""", "changed"),
        { Name: "RawContent" } => (isOfApns ? """{"aps":{"alert":"changed"}}""" : """{"data":{"key":"changed"}}""", "changed"),
        { PropertyType: var t } when t == typeof(string) => ("changed", "changed"),
        { PropertyType: var t } when t == typeof(PushAction?) => (PushAction.OpenApp, ""),
        { PropertyType: var t } when t == typeof(bool?) => (true, ""),
        { PropertyType: var t } when t == typeof(int?) => (42, "42"),
        { PropertyType: var t } when t == typeof(IReadOnlyDictionary<string, string>) => (new Dictionary<string, string> { ["key"] = "changed" }, "changed"),
        _ => (new Dictionary<string, IReadOnlyList<string>> { ["name"] = ["changed"] }, "changed"),
    };

    private static string Leaving(ShapedPush shaped)
    {
        var push = shaped.For(new() { Address = "token" });
        return Encoding.UTF8.GetString(push.Payload.Span) + push.Headers;
    }
}
