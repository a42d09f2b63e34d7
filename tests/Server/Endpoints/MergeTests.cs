using System.Text.Json;
using System.Text.Json.Nodes;
using Pinpush.Contract;

namespace Pinpush.Server.Tests.Endpoints;

/// <summary>
/// Every member that a request may have reaches the endpoint, and one that is left out stays: whoever adds a member to the contract hears of the merge.
/// </summary>
public sealed class MergeTests(Stage stage) : IClassFixture<Stage>
{
    // What the server answers is its own: the id of the request that came last.
    private static readonly string[] NotKept = ["RequestId"];

    // Members that do not take any text: two that they take.
    private static readonly Dictionary<string, (string First, string Other)> Words = new()
    {
        ["ChannelType"] = ("GCM", "APNS"),
        ["EffectiveDate"] = ("2026-01-02T03:04:05.678Z", "2026-02-02T03:04:05.678Z"),
        ["EndpointStatus"] = ("INACTIVE", "ACTIVE"),
        ["OptOut"] = ("ALL", "NONE"),
    };

    private static readonly JsonObject Full = (JsonObject)Filled(typeof(EndpointRequest), "");

    /// <summary>Each member of the request, and each of what lies below it, as <c>Demographic.Make</c>.</summary>
    public static TheoryData<string> Members => [.. Leaves(Full).Where(m => !NotKept.Contains(m))];

    [Theory]
    [MemberData(nameof(Members))]
    public async Task UpdateEndpoint_Member_IsAnsweredAsItWasSent(string member)
    {
        using var http = new SignedHttp(stage.Server);
        var endpoint = await AppAsync(http) + "/endpoints/e";

        await TakenAsync(http, endpoint, Full);

        Assert.Equal(At(Full, member)?.ToJsonString(), At(await ReadAsync(http, endpoint), member)?.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task UpdateEndpoint_WithThatMemberAlone_ChangesItAndNothingElse(string member)
    {
        using var http = new SignedHttp(stage.Server);
        var endpoint = await AppAsync(http) + "/endpoints/e";
        await TakenAsync(http, endpoint, Full);
        var change = Alone(member, Other(member, At(Full, member)!)); // Members come from Full

        await TakenAsync(http, endpoint, change);

        var now = await ReadAsync(http, endpoint);
        foreach (var each in Leaves(Full).Where(m => !NotKept.Contains(m)))
        {
            // These two are of the moment of the change unless it says otherwise, and the attributes of one user are not another's.
            var expected = each == member ? At(change, each)
                : each is "EndpointStatus" or "EffectiveDate" ? At(now, each)
                : member == "User.UserId" && each.StartsWith("User.UserAttributes.", StringComparison.Ordinal) ? null
                : At(Full, each);
            Assert.Equal($"{each} {expected?.ToJsonString()}", $"{each} {At(now, each)?.ToJsonString()}");
        }
    }

    private static async Task<string> AppAsync(SignedHttp http) =>
        $"/v1/apps/{JsonNode.Parse((await http.SendAsync("POST", "/v1/apps", """{"Name":"merge"}""")).Body)!["Id"]}"; // it has one

    private static async Task TakenAsync(SignedHttp http, string endpoint, JsonObject request)
    {
        var (status, body) = await http.SendAsync("PUT", endpoint, request.ToJsonString());
        Assert.True(status == 202, body);
    }

    private static async Task<JsonObject> ReadAsync(SignedHttp http, string endpoint) =>
        (JsonObject)JsonNode.Parse((await http.GetAsync(endpoint)).Body)!; // an object

    private static JsonNode Filled(Type type, string member) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        _ when Words.TryGetValue(member, out var words) => words.First,
        var t when t == typeof(string) => $"{member} é",
        var t when t == typeof(double) => 1.5,
        { IsGenericType: true } t when t.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
            => new JsonObject { ["a"] = Filled(t.GetGenericArguments()[1], "a") },
        { IsGenericType: true } t when t.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => new JsonArray(Filled(t.GetGenericArguments()[0], "a")),
        var t => new JsonObject(t.GetProperties().Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Filled(p.PropertyType, p.Name)))),
    };

    private static JsonNode Other(string member, JsonNode value) =>
        Words.TryGetValue(member, out var words) ? words.Other
        : value is JsonArray ? new JsonArray("other")
        : value.GetValueKind() == JsonValueKind.Number ? 2.5
        : "other";

    private static IEnumerable<string> Leaves(JsonObject value) =>
        value.SelectMany(m => m.Value is JsonObject inner ? Leaves(inner).Select(l => $"{m.Key}.{l}") : [m.Key]);

    private static JsonNode? At(JsonNode? value, string member) => member.Split('.').Aggregate(value, (v, name) => v?[name]);

    private static JsonObject Alone(string member, JsonNode value) =>
        member.Split('.').Reverse().Aggregate(value, (inner, name) => new JsonObject { [name] = inner }).AsObject();
}
