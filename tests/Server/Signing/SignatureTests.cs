using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pinpush.Server.Tests.Signing;

/// <summary>Whose request is not signed as it should be hears why, and nothing else.</summary>
public sealed class SignatureTests(Stage stage) : IClassFixture<Stage>
{
    private const string Invalid = "InvalidSignatureException", Incomplete = "IncompleteSignatureException";

    private const string Changed = "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and "
        + "signing method. Consult the service documentation for details.";

    private const string OtherForm =
        "The header Authorization is not of the form 'AWS4-HMAC-SHA256 Credential=.../aws4_request, SignedHeaders=..., Signature=...'.";

    [Fact]
    public async Task Request_SignedRight_IsServed()
    {
        using var http = new SignedHttp(stage.Server);

        Assert.Equal(200, (await http.GetAsync("/v1/apps?page-size=1")).Status);
    }

    [Fact]
    public Task Request_Unsigned_IsRefused() => RefusedAsync(
        "MissingAuthenticationTokenException",
        "Missing Authentication Token: the request is not signed. Sign it with Signature Version 4 and a key of the server's credentials file.",
        request => request.Headers.Remove("Authorization"));

    [Theory]
    [InlineData("AWS4-HMAC-SHA256 ", "Basic ")]
    [InlineData("Signature=", "Signed=")]
    [InlineData(", Signature=", ", Signature=0, Signature=")]
    public Task Request_OtherForm_IsRefused(string part, string other) =>
        RefusedAsync(Incomplete, OtherForm, request => Authorize(request, a => a.Replace(part, other, StringComparison.Ordinal)));

    [Fact]
    public Task Request_ForAnotherService_IsRefused() => RefusedAsync(
        Invalid, "Credential should be scoped to correct service: 'mobiletargeting'.",
        request => Authorize(request, a => a.Replace("mobiletargeting", "s3", StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("20260102")]
    public Task Request_ScopeOfAnotherDay_IsRefused(string day) => RefusedAsync(
        Invalid, $@"^Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{day}' != '\d{{8}}'\.$",
        request => Authorize(request, a => Regex.Replace(a, @"/\d{8}/", $"/{day}/")));

    [Theory]
    [InlineData("")]
    [InlineData("us:east")]
    public Task Request_ScopeWithoutARegion_IsRefused(string region) => RefusedAsync(
        Invalid, "Credential should be scoped to a valid region, such as 'us-east-1'.",
        request => Authorize(request, a => a.Replace("us-east-1", region, StringComparison.Ordinal)));

    [Fact]
    public Task Request_OfAKeyThatIsNotThere_IsRefused() => RefusedAsync(
        "UnrecognizedClientException",
        "The security token included in the request is invalid: its access key id is not in the server's credentials file.",
        request => Authorize(request, a => a.Replace(stage.Server.AccessKeyId, "AKIAUNKNOWN", StringComparison.Ordinal)));

    [Fact]
    public Task Request_HostNotSigned_IsRefused() => RefusedAsync(
        Incomplete, "SignedHeaders has to name host, and x-amz-date where the signature is in the header Authorization.",
        request => Authorize(request, a => a.Replace("SignedHeaders=host;", "SignedHeaders=", StringComparison.Ordinal)));

    [Fact]
    public Task Request_WithoutItsDate_IsRefused() => RefusedAsync(
        Incomplete, "X-Amz-Date is missing or not of the form 20260102T030405Z.", request => request.Headers.Remove("X-Amz-Date"));

    [Fact]
    public Task Request_HashOfAnotherBody_IsRefused() => RefusedAsync(
        Invalid, "X-Amz-Content-Sha256 is not the SHA-256 of the body.", request => request.Headers.Add("X-Amz-Content-Sha256", new string('0', 64)));

    [Fact]
    public Task Request_BodyChanged_IsRefused() =>
        RefusedAsync(Invalid, Changed, request => request.Content = new StringContent("""{"Name":"b"}""", Encoding.UTF8, "application/json"));

    [Fact]
    public Task Request_PathChanged_IsRefused() =>
        RefusedAsync(Invalid, Changed, request => request.RequestUri = new Uri("/v1/apps/other", UriKind.Relative));

    [Fact]
    public Task Request_QueryChanged_IsRefused() =>
        RefusedAsync(Invalid, Changed, request => request.RequestUri = new Uri("/v1/apps?page-size=2", UriKind.Relative));

    // SDKs read the server's time from between the brackets.
    [Theory]
    [InlineData(-6, @"^Signature expired: DATE is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$")]
    [InlineData(6, @"^Signature not yet current: DATE is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$")]
    public async Task Request_MoreThanFiveMinutesOff_IsRefusedAsAwsDoes(int minutes, string message)
    {
        using var http = new SignedHttp(stage.Server);
        var at = TimeProvider.System.GetUtcNow().AddMinutes(minutes);

        var answer = await http.SendAsync("GET", "/v1/apps", at: at);

        Refused(answer, Invalid, message.Replace("DATE", $"{at:yyyyMMdd'T'HHmmss'Z'}", StringComparison.Ordinal));
    }

    // sent, as botocore signs it, as the SDK for Rust signs it
    [Theory]
    [InlineData("/v1/apps/x/..", "/v1/apps", "/v1/apps/")]
    [InlineData("/v1/apps/.", "/v1/apps", "/v1/apps/")]
    [InlineData("/v1//apps/../apps/", "/v1/apps/", "/v1/apps/")]
    [InlineData("/..", "/", "/")]
    public async Task Path_WithDottedSegments_IsJudgedAsItCameAndInBothResolvedForms(string sent, params string[] resolved)
    {
        using var http = new SignedHttp(stage.Server);
        foreach (var signed in resolved.Append(sent))
        {
            var answer = await RawHttp.AskAsync(stage.Server.Address, $"GET {sent} HTTP/1.1", http.Sign("GET", signed, ""));

            Assert.Equal((signed, 404), (signed, answer.Status)); // the API has no such resource: the path is not resolved for it
        }
    }

    [Theory]
    [InlineData("chunked")]
    [InlineData("Chunked")]
    [InlineData("CHUNKED")]
    public async Task Body_InChunks_IsReadInAnyCase(string word)
    {
        using var http = new SignedHttp(stage.Server);
        const string Body = """{"Name":"chunks"}""";

        var answer = await RawHttp.AskAsync(
            stage.Server.Address, "POST /v1/apps HTTP/1.1", [$"Transfer-Encoding: {word}", .. http.Sign("POST", "/v1/apps", Body)],
            $"{Body.Length:x}\r\n{Body}\r\n0\r\n\r\n");

        Assert.Equal(201, answer.Status);
    }

    private async Task RefusedAsync(string type, string message, Action<HttpRequestMessage> change)
    {
        using var http = new SignedHttp(stage.Server);

        Refused(await http.SendAsync("POST", "/v1/apps", """{"Name":"a"}""", change: change), type, message);
    }

    /// <param name="message">A pattern where it begins with ^.</param>
    private static void Refused((int Status, string Body) answer, string type, string message)
    {
        var error = JsonNode.Parse(answer.Body)!; // an error has one
        Assert.Equal((403, type), (answer.Status, (string?)error["__type"]));
        Assert.Matches(message.StartsWith('^') ? message : $"^{Regex.Escape(message)}$", (string?)error["Message"]);
    }

    private static void Authorize(HttpRequestMessage request, Func<string, string> change)
    {
        var changed = change(request.Headers.GetValues("Authorization").Single());
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", changed);
    }
}
