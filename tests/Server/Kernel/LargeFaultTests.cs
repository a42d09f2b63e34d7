namespace Pinpush.Server.Tests.Kernel;

/// <summary>A request that is wrong from end to end gets an answer of a size that can be kept for repeated calls.</summary>
public sealed class LargeFaultTests(Stage stage) : IClassFixture<Stage>
{
    [Fact]
    public Task CreateSegment_90000WrongValues_IsRefusedWithAShortAnswer() =>
        RefusedAsync("segments", """{"Dimensions":{"Attributes":{"a":{"AttributeType":"BEFORE","Values":[MANY]}}}}""", 90_000, _ => "\"x\"");

    [Fact]
    public Task CreateSegment_40000WrongAttributes_IsRefusedWithAShortAnswer() =>
        RefusedAsync("segments", """{"Dimensions":{"Attributes":{MANY}}}""", 40_000, i => $$"""
            "a{{i}}":{"Values":[]}
            """);

    [Fact]
    public Task SendMessages_90000WrongAddresses_IsRefusedWithAShortAnswer() =>
        RefusedAsync("messages", """{"Addresses":{MANY},"MessageConfiguration":{}}""", 90_000, i => $$"""
            "t{{i}}":{}
            """);

    private async Task RefusedAsync(string what, string body, int count, Func<int, string> item)
    {
        var app = await stage.AppAsync();
        using var http = new SignedHttp(stage.Server);

        var (status, answer) = await http.SendAsync(
            "POST", $"/v1/apps/{app}/{what}", body.Replace("MANY", string.Join(',', Enumerable.Range(0, count).Select(item)), StringComparison.Ordinal));

        Assert.Equal(400, status);
        Assert.InRange(answer.Length, 100, 70_000);
    }
}
