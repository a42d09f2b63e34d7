namespace Pinpush.Contract.Tests.Events;

/// <summary>Events as devices report them: what is accepted, and which member a refusal names.</summary>
public sealed class EventRulesTests
{
    private const string Good = "\"EventType\":\"bought\",\"Timestamp\":\"2026-01-02T03:04:05Z\"";

    [Theory]
    [InlineData("", null)]
    [InlineData(""","EventType":"" """, "EventType")]
    [InlineData(""","Timestamp":"soon" """, "Timestamp")]
    [InlineData(""","Metrics":{"m":1e400}""", "Metrics")]
    [InlineData(""","Metrics":{"":1}""", "Metrics")]
    [InlineData(""","Attributes":{"":"v"}""", "Attributes")]
    public void Event(string change, string? member) => Judge.Of(EventRules.Check(Judge.Read<Event>("{" + Good + change + "}")), member);

    [Theory]
    [InlineData(20, 20, 50, 200, null)]
    [InlineData(21, 20, 50, 200, "Attributes and Metrics")]
    [InlineData(1, 0, 51, 1, "Attributes")]
    [InlineData(0, 1, 51, 1, "Metrics")]
    [InlineData(1, 0, 5, 201, "Attributes.00000")]
    public void Event_limits(int attributes, int metrics, int name, int value, string? member)
    {
        string Name(int i) => $"{i}".PadLeft(name, '0');
        Judge.Of(
            EventRules.Check(new()
            {
                EventType = "bought",
                Timestamp = "2026-01-02",
                Attributes = Enumerable.Range(0, attributes).ToDictionary(Name, _ => new string('v', value)),
                Metrics = Enumerable.Range(0, metrics).ToDictionary(Name, _ => 1.5),
            }),
            member);
    }

    [Theory]
    [InlineData(0, 0, "BatchItem")]
    [InlineData(1, 100, null)]
    [InlineData(1, 101, "BatchItem")]
    [InlineData(100, 1, null)]
    [InlineData(101, 0, "BatchItem")]
    public void Request_limits(int endpoints, int events, string? member)
    {
        var batch = new EventsBatch { Events = Enumerable.Range(0, events).ToDictionary(i => $"{i}", _ => new Event()) };
        var request = new EventsRequest { BatchItem = Enumerable.Range(0, endpoints).ToDictionary(i => $"e{i}", _ => batch) };
        Judge.Of(EventRules.CheckBatch(request) is { } fault ? [fault] : [], member);
    }

    [Theory]
    [InlineData(EventRules.MostEventBytes - 100, false)]
    [InlineData(EventRules.MostEventBytes, true)]
    public void Event_is_too_large(int title, bool isTooLarge) => Assert.Equal(isTooLarge, EventRules.IsTooLarge(new() { AppTitle = new('x', title) }));
}
