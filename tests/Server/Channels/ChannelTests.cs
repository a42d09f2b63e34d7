using System.Text.Json.Nodes;
using Pinpush.Contract;

namespace Pinpush.Server.Tests.Channels;

/// <summary>Credentials go in and never come out; everything else that a request may say is answered.</summary>
public sealed class ChannelTests(Stage stage) : IClassFixture<Stage>
{
    // What a member's value is answered as; a secret is answered as whether it is there. Whoever adds a member to the contract decides here.
    private static readonly Dictionary<string, (object Given, string Answered)> Apns = new()
    {
        ["BundleId"] = ("com.example.app", "HasCredential"),
        ["Certificate"] = ("", "HasCredential"), // a channel has a certificate or a key
        ["DefaultAuthenticationMethod"] = ("TOKEN", "DefaultAuthenticationMethod"),
        ["Enabled"] = (false, "Enabled"),
        ["PrivateKey"] = ("", "HasCredential"),
        ["TeamId"] = ("TEAM123456", "HasCredential"),
        ["TokenKey"] = ("AuthKey.p8", "HasTokenKey"),
        ["TokenKeyId"] = ("KEY1234567", "HasCredential"),
    };

    private static readonly Dictionary<string, (object Given, string Answered)> Gcm = new()
    {
        ["ApiKey"] = ("YOUR_FCM_SERVER_KEY", "HasCredential"),
        ["DefaultAuthenticationMethod"] = ("TOKEN", "DefaultAuthenticationMethod"),
        ["Enabled"] = (false, "Enabled"),
        ["ServiceJson"] = ("service-account.json", "HasFcmServiceCredentials"),
    };

    private static readonly string[] Secrets = ["ApiKey", "Certificate", "PrivateKey", "ServiceJson", "TokenKey"];

    public static TheoryData<string> Paths => ["apns", "apns_sandbox", "apns_voip", "apns_voip_sandbox", "gcm"];

    [Fact]
    public void Tables_OfTheseTests_HaveEveryMemberOfTheRequests()
    {
        Assert.Equal(typeof(APNSChannelRequest).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal), Apns.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(typeof(GCMChannelRequest).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal), Gcm.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task UpdateChannel_EveryMember_IsAnsweredAndReadAgainWithoutASecret(string path)
    {
        using var http = new SignedHttp(stage.Server);
        var channel = await ChannelAsync(http, path);

        var (status, answer) = await http.SendAsync("PUT", channel, Full(path).ToJsonString());

        var told = JsonNode.Parse(answer)!; // an object
        Assert.Equal((200, (200, answer)), (status, await http.GetAsync(channel)));
        foreach (var (member, (given, answered)) in Table(path))
        {
            var expected = answered.StartsWith("Has", StringComparison.Ordinal) ? "true" : JsonValue.Create(given)?.ToJsonString();
            Assert.Equal($"{member} {expected}", $"{member} {told[answered]?.ToJsonString()}");
        }

        Assert.All(
            Full(path).Where(m => Secrets.Contains(m.Key)).Select(m => (string)m.Value!), // texts
            secret => Assert.DoesNotContain(secret.Split('\n', '\\', '"').MaxBy(piece => piece.Length)!,
                answer, StringComparison.Ordinal)); // a split has pieces
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task GetChannels_AfterAnUpdate_TellsOfTheChannelWhatItsOwnAnswerTells(string path)
    {
        using var http = new SignedHttp(stage.Server);
        var channel = await ChannelAsync(http, path);
        var own = JsonNode.Parse((await http.SendAsync("PUT", channel, Full(path).ToJsonString())).Body)!; // an object

        var all = JsonNode.Parse((await http.GetAsync(channel[..channel.LastIndexOf('/')])).Body)!["Channels"]!.AsObject(); // there always

        var (word, listed) = Assert.Single(all);
        Assert.Equal((string?)own["Platform"], word);
        Assert.All(
            typeof(ChannelResponse).GetProperties(),
            p => Assert.Equal($"{p.Name} {own[p.Name]?.ToJsonString()}", $"{p.Name} {listed?[p.Name]?.ToJsonString()}"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task DeleteChannel_AnswersWhatItWas_AndThereIsNone(string path)
    {
        using var http = new SignedHttp(stage.Server);
        var channel = await ChannelAsync(http, path);
        var own = JsonNode.Parse((await http.SendAsync("PUT", channel, Full(path).ToJsonString())).Body)!; // an object

        var (status, body) = await http.SendAsync("DELETE", channel);

        (own["Enabled"], own["IsArchived"]) = (false, true);
        Assert.Equal((200, own.ToJsonString()), (status, body));
        Assert.Equal(404, (await http.GetAsync(channel)).Status);
    }

    [Fact]
    public async Task UpdateChannel_Twice_CountsItsVersionsAndKeepsItsCreation()
    {
        using var http = new SignedHttp(stage.Server);
        var channel = await ChannelAsync(http, "gcm");

        var first = JsonNode.Parse((await http.SendAsync("PUT", channel, Full("gcm").ToJsonString())).Body)!; // an object
        var second = JsonNode.Parse((await http.SendAsync("PUT", channel, Full("gcm").ToJsonString())).Body)!; // likewise

        Assert.Equal((1, 2), ((int?)first["Version"], (int?)second["Version"]));
        Assert.Equal((string?)first["CreationDate"], (string?)second["CreationDate"]);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task UpdateChannel_EnabledAlone_SwitchesItOffAndOnAndKeepsItsCredentials(string path)
    {
        using var http = new SignedHttp(stage.Server);
        var channel = await ChannelAsync(http, path);
        var set = JsonNode.Parse((await http.SendAsync("PUT", channel, Full(path).ToJsonString())).Body)!; // an object

        foreach (var enabled in new[] { true, false })
        {
            var (status, body) = await http.SendAsync("PUT", channel, $$"""{"Enabled":{{(enabled ? "true" : "false")}}}""");

            var told = JsonNode.Parse(body)!; // an object
            Assert.Equal((200, enabled), (status, (bool?)told["Enabled"]));
            Assert.All(
                new[] { "HasCredential", "HasTokenKey", "HasFcmServiceCredentials", "DefaultAuthenticationMethod", "CreationDate" },
                m => Assert.Equal(set[m]?.ToJsonString(), told[m]?.ToJsonString()));
        }

        // Credentials alone leave it switched off.
        var again = Full(path);
        again.Remove("Enabled");
        Assert.False((bool?)JsonNode.Parse((await http.SendAsync("PUT", channel, again.ToJsonString())).Body)!["Enabled"]); // an object
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task UpdateChannel_ThatWasNeverSet_CanBeSwitchedOffAndNotOn(string path)
    {
        using var http = new SignedHttp(stage.Server);
        var channel = await ChannelAsync(http, path);

        var (off, body) = await http.SendAsync("PUT", channel, """{"Enabled":false}""");
        var (on, refused) = await http.SendAsync("PUT", channel, """{"Enabled":true}""");

        Assert.Equal((200, false, false), (off, (bool?)JsonNode.Parse(body)!["Enabled"], (bool?)JsonNode.Parse(body)!["HasCredential"])); // an object
        Assert.Equal(400, on);
        Assert.Contains("Missing credentials", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateChannel_WithoutCredentials_IsRefusedAndKeepsWhatWasThere()
    {
        using var http = new SignedHttp(stage.Server);
        var channel = await ChannelAsync(http, "gcm");
        var (_, before) = await http.SendAsync("PUT", channel, Full("gcm").ToJsonString());

        var (status, body) = await http.SendAsync("PUT", channel, "{}");

        Assert.Equal(
            "GCMChannelRequest: Missing credentials. Give ServiceJson: the whole text of the key file that the Firebase console makes under Service accounts.",
            (string?)JsonNode.Parse(body)!["Message"]); // an error has one
        Assert.Equal(400, status);
        Assert.Equal((200, before), await http.GetAsync(channel));
    }

    private static Dictionary<string, (object Given, string Answered)> Table(string path) => path == "gcm" ? Gcm : Apns;

    private static async Task<string> ChannelAsync(SignedHttp http, string path) =>
        $"/v1/apps/{JsonNode.Parse((await http.SendAsync("POST", "/v1/apps", """{"Name":"channels"}""")).Body)!["Id"]}/channels/{path}"; // it has one

    // A file's name stands for what is in it.
    private JsonObject Full(string path) => new(Table(path).Where(m => m.Value.Given is not "").Select(m => KeyValuePair.Create(m.Key, JsonValue.Create(
        m.Value.Given is string file && File.Exists(stage.Scratch.File(file)) ? File.ReadAllText(stage.Scratch.File(file)) : m.Value.Given) as JsonNode)));
}
