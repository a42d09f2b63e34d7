using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Clients;

/// <summary>One full round with the JavaScript SDK and its errors, as it understands them.</summary>
public sealed class JavaScriptTests(JavaScriptTests.Round round) : IClassFixture<JavaScriptTests.Round>
{
    [Theory]
    [InlineData("sent", "\"SUCCESSFUL\"")]
    [InlineData("read", "\"js-token\"")]
    [InlineData("tags", "{}")]
    [InlineData("clocks", "[200,200]")] // of an hour behind and ahead, set right after the first answer
    [InlineData("presigned", """[200,"js"]""")]
    [InlineData("beacon", "[202,202]")]
    public async Task JavaScriptSdk_Reads_WhatItWrote(string what, string expected) => Same.Json(expected, (await round.SeenAsync())[what]);

    [Theory]
    [InlineData("unknown app", "NotFoundException")]
    [InlineData("wrong key", "InvalidSignatureException")]
    [InlineData("expired", "InvalidSignatureException")]
    [InlineData("malformed", "BadRequestException")]
    public async Task JavaScriptSdk_Error_ArrivesAsItsType(string what, string type) =>
        Assert.Equal(type, (string?)(await round.SeenAsync())[what]?[0]); // a pair

    public sealed class Round : Story
    {
        protected override void Ask() => Need.Npm([.. Peer.JavaScriptSdk, "@smithy/signature-v4", "@aws-crypto/sha256-js"]);

        protected override Task<JsonNode> PlayAsync() => RunAsync("node", "round.cjs", Scratch.Folder);
    }
}
