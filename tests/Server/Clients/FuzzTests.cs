using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Clients;

/// <summary>Every operation that botocore knows with wrong bodies, ids and queries, signed right.</summary>
/// <remarks>25 times each; <c>PINPUSH_FUZZ=850</c> makes 100,000 calls, and <c>PINPUSH_SEED</c> others.</remarks>
public sealed class FuzzTests(FuzzTests.Fuzz fuzz) : IClassFixture<FuzzTests.Fuzz>
{
    [Fact]
    public async Task AnyOperation_Wrong_NeverFailsTheServer() => Same.Json("[]", (await fuzz.SeenAsync())["failed"]);

    [Fact]
    public async Task AnyOperation_Wrong_IsAnsweredInTheErrorForm() => Same.Json("[]", (await fuzz.SeenAsync())["badForm"]);

    [Theory]
    [InlineData("400")]
    [InlineData("405")]
    public async Task Fuzz_DidTry(string status)
    {
        var statuses = (await fuzz.SeenAsync())["statuses"]!; // the script prints it

        Assert.True((int?)statuses[status] > 100, statuses.ToJsonString());
    }

    public sealed class Fuzz : Story
    {
        protected override void Ask() => Need.Boto3();

        protected override Task<JsonNode> PlayAsync() => RunAsync(
            "python3", "fuzz.py",
            Environment.GetEnvironmentVariable("PINPUSH_FUZZ") ?? "25", Environment.GetEnvironmentVariable("PINPUSH_SEED") ?? "7");
    }
}
