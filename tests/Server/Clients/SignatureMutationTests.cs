using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Clients;

/// <summary>Signed requests, each changed somewhere: botocore and the server agree which of them are signed right still.</summary>
/// <remarks>A thousand; <c>PINPUSH_MUTATIONS=20000</c> tries more, and <c>PINPUSH_SEED</c> others.</remarks>
public sealed class SignatureMutationTests(SignatureMutationTests.Mutations mutations) : IClassFixture<SignatureMutationTests.Mutations>
{
    [Theory]
    [InlineData("wronglyTaken")]
    [InlineData("wronglyRefused")]
    public async Task ChangedRequest_IsJudgedAsBotocoreJudgesIt(string what) => Same.Json("[]", (await mutations.SeenAsync())[what]);

    [Theory]
    [InlineData("right")]
    [InlineData("wrong")]
    public async Task Mutations_DidTryBoth(string what) => Assert.InRange((int)(await mutations.SeenAsync())[what]!, 100, int.MaxValue); // a count

    public sealed class Mutations : Story
    {
        protected override void Ask() => Need.Boto3();

        protected override Task<JsonNode> PlayAsync() => RunAsync(
            "python3", "signatures.py",
            Environment.GetEnvironmentVariable("PINPUSH_MUTATIONS") ?? "1000", Environment.GetEnvironmentVariable("PINPUSH_SEED") ?? "1");
    }
}
