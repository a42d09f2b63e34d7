using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;
using Amazon.Runtime;

namespace Amazon.Pinpoint.Tests;

/// <summary>Every operation of our client beside boto3: the same request goes out, the same answer comes back.</summary>
public sealed class EveryOperationTests
{
    [Fact]
    public async Task Client_EveryOperation_SpeaksAsBoto3Does()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        List<JsonNode> calls = [.. (await Boto3.LinesAsync("boto3_calls.py", cancellationToken)).Select(l => JsonNode.Parse(l)!)]; // one document a line
        await using var server = await Recorder.StartAsync(cancellationToken);
        using var client = Client(server);
        var differences = new List<string>();

        foreach (var call in calls)
        {
            var operation = call["operation"]!.GetValue<string>(); // the script prints every member read here
            server.Answer = (call["canned"]!["status"]!.GetValue<int>(), null, call["canned"]!["body"]!.GetValue<string>());
            var request = Mapping.From(call["passed"],
                typeof(CreateAppRequest).Assembly.GetType($"Amazon.Pinpoint.Model.{operation}Request", throwOnError: true)!)!;
            // every operation has its method
            var task = (Task)typeof(IAmazonPinpoint).GetMethod($"{operation}Async")!.Invoke(client, [request, cancellationToken])!;
            await task;
            var got = task.GetType().GetProperty("Result")!.GetValue(task);

            void Same(string what, bool same, string expected, string? actual)
            {
                if (!same)
                {
                    differences.Add($"{operation}: {what}\n  boto3 {expected}\n  ours  {actual}");
                }
            }

            var recorded = call["recorded"]!;
            Same("method", recorded["method"]!.GetValue<string>() == server.Method, $"{recorded["method"]}", server.Method);
            Same("path", Path(recorded["target"]!.GetValue<string>()) == Path(server.Target), $"{recorded["target"]}", server.Target);
            Same("query", Query(recorded["target"]!.GetValue<string>()).SequenceEqual(Query(server.Target)), $"{recorded["target"]}", server.Target);
            var body = recorded["body"]!.GetValue<string>();
            Same("body", (body.Length == 0 && server.Body.Length == 0)
                || (body.Length > 0 && server.Body.Length > 0 && JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(server.Body))), body, server.Body);
            Same("answer", JsonNode.DeepEquals(Canonical(call["got"]), Canonical(Mapping.To(got))), call["got"]!.ToJsonString(),
                Mapping.To(got)?.ToJsonString());
        }

        Assert.Equal(122, calls.Count);
        Assert.True(differences.Count == 0, $"{differences.Count} differences\n{string.Join('\n', differences.Take(10))}");
    }

    [Theory]
    [InlineData(400, typeof(BadRequestException))]
    [InlineData(403, typeof(ForbiddenException))]
    [InlineData(404, typeof(NotFoundException))]
    [InlineData(405, typeof(MethodNotAllowedException))]
    [InlineData(409, typeof(ConflictException))]
    [InlineData(413, typeof(PayloadTooLargeException))]
    [InlineData(429, typeof(TooManyRequestsException))]
    [InlineData(500, typeof(InternalServerErrorException))]
    public async Task Client_ModelledError_ThrowsItsException(int status, System.Type type)
    {
        await using var server = await Recorder.StartAsync(TestContext.Current.CancellationToken);
        using var client = Client(server);
        server.Answer = (status, type.Name, """{"Message":"what is wrong","RequestID":"r-1"}""");

        var e = await Assert.ThrowsAnyAsync<AmazonPinpointException>(
            () => client.GetAppAsync(new GetAppRequest { ApplicationId = "a" }, TestContext.Current.CancellationToken));

        Assert.IsType(type, e);
        Assert.Equal(("what is wrong", status, type.Name), (e.Message, (int)e.StatusCode, e.ErrorCode));
    }

    [Fact]
    public async Task Client_TooManyRequests_IsRepeatedAndSigned()
    {
        await using var server = await Recorder.StartAsync(TestContext.Current.CancellationToken);
        using var client = Client(server, retries: 2);
        server.Answer = (429, "TooManyRequestsException", """{"Message":"slow down"}""");

        await Assert.ThrowsAsync<TooManyRequestsException>(() => client.GetAppsAsync(new GetAppsRequest(), TestContext.Current.CancellationToken));

        Assert.Equal(3, server.Requests);
        Assert.Contains("/us-east-1/mobiletargeting/aws4_request", server.Authorization, StringComparison.Ordinal);
    }

    private static AmazonPinpointClient Client(Recorder server, int retries = 0) => new(
        new BasicAWSCredentials("A", "S"),
        new AmazonPinpointConfig { ServiceURL = server.Address.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = retries });

    private static string Path(string target) => target.Split('?')[0];

    // AWSSDK.Core sorts the values of a name (tagKeys); their order means nothing to the API.
    private static IEnumerable<(string, string)> Query(string target) => (target.Contains('?', StringComparison.Ordinal) ? target.Split('?', 2)[1] : "")
        .Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2))
        .Select(p => (Uri.UnescapeDataString(p[0]), Uri.UnescapeDataString(p[1])))
        .OrderBy(p => p, Comparer<(string, string)>.Default);

    // Names without case (the client says Tags where boto3 says tags), numbers as numbers, members in order.
    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject members =>
            new JsonObject(members.OrderBy(m => m.Key, StringComparer.OrdinalIgnoreCase)
                .Select(m => KeyValuePair.Create(m.Key == "Tags" ? "tags" : m.Key, Canonical(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Canonical)]),
        JsonValue value when value.TryGetValue<decimal>(out var number) => JsonValue.Create(number / 1.000000000000000000000000000000000m),
        _ => node?.DeepClone(),
    };
}
