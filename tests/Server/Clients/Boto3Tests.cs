using System.Text.Json.Nodes;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Clients;

/// <summary>One full round with boto3 and its errors, as it understands them.</summary>
public sealed class Boto3Tests(Boto3Tests.Round round) : IClassFixture<Boto3Tests.Round>
{
    private static readonly string Token = string.Concat(Enumerable.Repeat("0a", 32));

    [Theory]
    [InlineData("region", "\"eu-west-1\"")]
    [InlineData("tags", """{"b":"2"}""")]
    [InlineData("channels", """["APNS_SANDBOX","GCM"]""")]
    [InlineData("user", """["user@ex.com/1 2:é"]""")]
    [InlineData("sent", """[200,"PERMANENT_FAILURE","SUCCESSFUL"]""")]
    [InlineData("version", "2")]
    [InlineData("old", "\"s\"")]
    [InlineData("once", "1")] // apps of one call that was repeated twice
    public async Task Boto3_Reads_WhatItWrote(string what, string expected) => Same.Json(expected, (await round.SeenAsync())[what]);

    [Fact]
    public async Task Boto3_EndpointWrittenTwiceInOtherCase_ReadsOneWithBoth() =>
        Same.Json($$"""["user@ex.com/1 2:é","{{Token}}",{"Plan":["pro"]},"u/1"]""", (await round.SeenAsync())["endpoint"]);

    [Fact]
    public async Task Boto3_TitleOverride_ReachesTheDevice()
    {
        await round.SeenAsync();

        Assert.Contains("\"Yours\"", Assert.Single(round.Apns.Inbox.For(Token)).Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boto3_Substitutions_ReachTheDevice()
    {
        await round.SeenAsync();

        Assert.Contains("Hi Ann", Assert.Single(round.Fcm.Inbox.For("fcm-token")).Payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown app", "NotFoundException")]
    [InlineData("empty app", "NotFoundException")]
    [InlineData("unknown endpoint", "NotFoundException")]
    [InlineData("unknown version", "NotFoundException")]
    [InlineData("deleted app", "NotFoundException")]
    [InlineData("missing address", "BadRequestException")]
    [InlineData("wrong word", "BadRequestException", "'NOPE' is none of PUSH, GCM, APNS")]
    [InlineData("101 recipients", "BadRequestException", "Addresses and Endpoints name 101 recipients; one request takes 1 to 100.")]
    [InlineData("no recipient", "BadRequestException")]
    [InlineData("metric criterion", "BadRequestException")]
    [InlineData("bad key", "BadRequestException")]
    [InlineData("bad certificate", "BadRequestException")]
    [InlineData("bad service account", "BadRequestException")]
    [InlineData("malformed", "BadRequestException")]
    [InlineData("not served", "MethodNotAllowedException")]
    [InlineData("too large", "PayloadTooLargeException")]
    [InlineData("wrong key", "InvalidSignatureException", "The request signature we calculated does not match the signature you provided.")]
    [InlineData("unknown key", "UnrecognizedClientException", "The security token included in the request is invalid")]
    [InlineData("expired", "InvalidSignatureException", "Signature expired: ")]
    public async Task Boto3_Error_ArrivesAsItsType(string what, string type, string message = "")
    {
        var error = (await round.SeenAsync())[what];

        Assert.Equal(type, (string?)error?[0]); // a pair
        Assert.Contains(message, (string?)error?[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boto3_WrongCredentials_AreNotQuotedByTheirErrors() =>
        Assert.DoesNotContain("SECRET", (await round.SeenAsync()).ToJsonString(), StringComparison.Ordinal);

    public sealed class Round : Story
    {
        protected override void Ask() => Need.Boto3();

        protected override Task<JsonNode> PlayAsync() => RunAsync("python3", "round.py", Scratch.Folder);
    }
}
