using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Tags;

/// <summary>Of one <c>pinpush:key</c> there is one resource.</summary>
public sealed class ResourceKeyTests(ResourceKeyTests.Told told) : IClassFixture<ResourceKeyTests.Told>
{
    [Theory]
    [InlineData("apps")]
    [InlineData("segments")]
    [InlineData("campaigns")]
    public async Task Key_CreatedManyTimesAtOnce_HasOneResourceAndTheOthersAreToldOfIt(string kind)
    {
        var answers = (await told.SeenAsync())[kind]!.AsArray(); // the script prints a list of each kind: an ARN, or the error's code and message

        var made = (string?)Assert.Single(answers, answer => answer is JsonValue);
        var message = $"The tag pinpush:key 'k' is that of {made}, and no other may have it. "
            + "Go on with that one, remove it first, or choose another pinpush:key.";
        Assert.All(
            answers.Where(answer => answer is JsonArray),
            refused => Assert.Equal(("BadRequestException", message), ((string?)refused![0], (string?)refused[1]))); // a pair
    }

    [Theory]
    [InlineData(0, true)] // the key of another
    [InlineData(1, false)] // a free one
    [InlineData(2, false)] // its own once more
    public async Task Key_SetByATag_IsRefusedWhereAnotherHasIt(int turn, bool isRefused) =>
        Assert.Equal(isRefused, (await told.SeenAsync())["tag"]![turn] is JsonArray); // the script prints three

    [Theory]
    [InlineData("elsewhere")] // in another app
    [InlineData("freed")] // of a segment that was deleted
    public async Task Key_ThatNobodyHasHere_IsFree(string what)
    {
        var seen = await told.SeenAsync();

        Assert.True(seen[what] is JsonValue, seen.ToJsonString());
    }

    public sealed class Told : Story
    {
        protected override void Ask() => Need.Boto3();

        protected override Task<JsonNode> PlayAsync() => RunAsync("python3", "named_run.py", "keys");
    }
}
