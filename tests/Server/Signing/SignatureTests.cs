using System.Text;
using System.Text.Json.Nodes;

namespace Pinpush.Server.Tests.Signing;

/// <summary>Whose request is not signed as it should be hears why, and nothing else.</summary>
public sealed class SignatureTests(Stage stage) : IClassFixture<Stage>
{
    private const string Changed = "The signature does not match: the secret key is another one, or the request was changed on its way.";

    [Fact]
    public async Task Request_SignedRight_IsServed()
    {
        using var http = new SignedHttp(stage.Server);

        Assert.Equal(200, (await http.GetAsync("/v1/apps?page-size=1")).Status);
    }

    [Fact]
    public Task Request_Unsigned_IsRefused() => RefusedAsync(
        "The request is not signed: the header Authorization is missing. Sign it with Signature Version 4 and a key of the server's credentials file.",
        request => request.Headers.Remove("Authorization"));

    [Fact]
    public Task Request_OtherScheme_IsRefused() => RefusedAsync(
        "The header Authorization is not of the form 'AWS4-HMAC-SHA256 Credential=.../aws4_request, SignedHeaders=..., Signature=...'.",
        request => Authorize(request, _ => "Basic YTpi"));

    [Fact]
    public Task Request_ForAnotherService_IsRefused() => RefusedAsync(
        "The request is signed for the service 's3'; Pinpoint's signing name is 'mobiletargeting'.",
        request => Authorize(request, a => a.Replace("mobiletargeting", "s3", StringComparison.Ordinal)));

    [Fact]
    public Task Request_OfAKeyThatIsNotThere_IsRefused() => RefusedAsync(
        "The access key id is not in the server's credentials file.",
        request => Authorize(request, a => a.Replace(stage.Server.AccessKeyId, "AKIAUNKNOWN", StringComparison.Ordinal)));

    [Fact]
    public Task Request_HostNotSigned_IsRefused() => RefusedAsync(
        "SignedHeaders has to name at least host and x-amz-date.",
        request => Authorize(request, a => a.Replace("SignedHeaders=host;", "SignedHeaders=", StringComparison.Ordinal)));

    [Fact]
    public Task Request_WithoutItsDate_IsRefused() => RefusedAsync(
        "The header X-Amz-Date is missing, not of the form 20260102T030405Z, or of another day than the credential scope.",
        request => request.Headers.Remove("X-Amz-Date"));

    [Fact]
    public Task Request_HashOfAnotherBody_IsRefused() => RefusedAsync(
        "X-Amz-Content-Sha256 is not the SHA-256 of the body.", request => request.Headers.Add("X-Amz-Content-Sha256", new string('0', 64)));

    [Fact]
    public Task Request_BodyChanged_IsRefused() =>
        RefusedAsync(Changed, request => request.Content = new StringContent("""{"Name":"b"}""", Encoding.UTF8, "application/json"));

    [Fact]
    public Task Request_PathChanged_IsRefused() => RefusedAsync(Changed, request => request.RequestUri = new Uri("/v1/apps/other", UriKind.Relative));

    [Fact]
    public Task Request_QueryChanged_IsRefused() => RefusedAsync(Changed, request => request.RequestUri = new Uri("/v1/apps?page-size=2", UriKind.Relative));

    [Theory]
    [InlineData(-6)]
    [InlineData(6)]
    public async Task Request_MoreThanFiveMinutesOff_IsRefused(int minutes)
    {
        using var http = new SignedHttp(stage.Server);
        var at = TimeProvider.System.GetUtcNow().AddMinutes(minutes);

        var (status, body) = await http.SendAsync("GET", "/v1/apps", at: at);

        Assert.Equal(403, status);
        Assert.Matches(
            $@"^The signature has expired: it is dated {at:yyyyMMdd'T'HHmmss'Z'}, "
            + @"the server's clock says \d{8}T\d{6}Z, and at most 5 minutes may lie between\. Set the clock right\.$",
            (string?)JsonNode.Parse(body)!["Message"]); // an error has one
    }

    private async Task RefusedAsync(string message, Action<HttpRequestMessage> change)
    {
        using var http = new SignedHttp(stage.Server);

        var (status, body) = await http.SendAsync("POST", "/v1/apps", """{"Name":"a"}""", change: change);

        Assert.Equal((403, message), (status, (string?)JsonNode.Parse(body)!["Message"])); // an error has one
    }

    private static void Authorize(HttpRequestMessage request, Func<string, string> change)
    {
        var changed = change(request.Headers.GetValues("Authorization").Single());
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", changed);
    }
}
