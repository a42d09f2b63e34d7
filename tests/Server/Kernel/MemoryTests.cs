using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Pinpush.Server.Kernel;
using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests.Kernel;

/// <summary>Whoever has a key is told how much is too much, before the process grows until it is killed.</summary>
public sealed class MemoryTests
{
    private const long MiB = 1024 * 1024;

    /// <summary>A heap of 200 MiB; with the runtime it makes less than 300 MiB.</summary>
    private const string SmallHeap = "export DOTNET_GCHeapHardLimit=0xC800000; ";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batches_50OfHalfAMillionItems_AreRefusedWithTheBound()
    {
        await using var server = await ServerProcess.StartAsync(Cancel, before: SmallHeap);
        var app = await server.AppAsync();
        using var http = server.Http();
        var body = $$"""{"Item":[{{string.Join(',', Enumerable.Repeat("{}", 500_000))}}]}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => http.SendAsync("PUT", $"/v1/apps/{app}/endpoints", body)));

        Assert.All(answers, a => Assert.Contains(a.Status, (int[])[400, 429]));
        Assert.All(answers.Where(a => a.Status == 400), a => Assert.Equal(
            "The body has more than 100000 values, the most that a request may carry.", (string?)JsonNode.Parse(a.Body)!["Message"])); // an error has one
        Assert.InRange(server.PeakMemory, 0, 300 * MiB);
        Assert.Equal(200, (await http.GetAsync("/v1/apps")).Status);
    }

    [Fact]
    public async Task Lists_Of10MegabytesTo40Callers_AreAnsweredOrRefused()
    {
        await using var server = await ServerProcess.StartAsync(Cancel, before: SmallHeap);
        var app = await server.AppAsync();
        using var http = server.Http();
        var values = string.Join(',', Enumerable.Range(0, 2400).Select(i => $"\"{i:d100}\""));
        var segment = $$"""{"Name":"large","Dimensions":{"Attributes":{"a":{"AttributeType":"INCLUSIVE","Values":[{{values}}]} } } }""";
        for (var i = 0; i < 42; i++)
        {
            Assert.Equal(201, (await http.SendAsync("POST", $"/v1/apps/{app}/segments", segment)).Status);
        }

        var statuses = (await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
            (await http.GetAsync($"/v1/apps/{app}/segments")).Status))).GroupBy(s => s).ToDictionary(s => s.Key, s => s.Count());

        Assert.Empty(statuses.Keys.Except([200, 429]));
        Assert.True(statuses.ContainsKey(200));
        Assert.Equal(200, (await http.GetAsync("/v1/apps")).Status);
    }

    [Fact]
    public async Task Bodies_ThatFillTheMemory_LeaveSmallCallsAndTellLargeOnesWhenToCallAgain()
    {
        await using var server = await ServerProcess.StartAsync(Cancel, before: SmallHeap);
        using var http = server.Http();
        (int Status, string Head, string Body) large = default;

        var held = await HoldAsync(server, http, answer => large = answer);
        var small = await http.SendAsync("POST", "/v1/apps", """{"Name":"small"}""");
        Array.ForEach(held, h => h.Dispose());

        Assert.Equal((429, 201), (large.Status, small.Status));
        Assert.Contains("\r\nRetry-After: 1\r\n", large.Head, StringComparison.Ordinal);
        Assert.Contains("\r\nx-amz-retry-after: 1000\r\n", large.Head, StringComparison.Ordinal);
        Assert.Contains("\r\nx-amzn-ErrorType: TooManyRequestsException\r\n", large.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JavaScriptSdk_NoRoomForItsCall_WaitsAsItIsTold()
    {
        Need.Npm(Peer.JavaScriptSdk);
        await using var server = await ServerProcess.StartAsync(Cancel, before: SmallHeap);
        using var http = server.Http();
        var held = await HoldAsync(server, http, _ => { });

        var (exit, output, error) = await Peer.RunAsync(server.Address, server.KeyId, server.Secret, "node", [Peer.Script("busy.cjs")], Cancel);
        Array.ForEach(held, h => h.Dispose());

        Assert.True(exit == 0, error);
        var seen = JsonNode.Parse(output)!; // it prints a document
        Assert.Equal(("TooManyRequestsException", 2), ((string?)seen[0], (int?)seen[1]));
        Assert.InRange((int)seen[2]!, 1000, 60_000); // a number
    }

    [Fact]
    public async Task Answers_OfRepeatableCalls_AreKeptOnTheDiskAndGivenAgain()
    {
        const int Calls = 2000;
        using var scratch = new Scratch();
        await using var repeated = new RepeatedCalls(scratch.File("calls.db"), TimeProvider.System, NullLogger<RepeatedCalls>.Instance);
        var answers = new WeakReference[Calls];
        ApiAnswer Answer(int i)
        {
            var body = Encoding.ASCII.GetBytes($"{new string('x', 24_000)}{i}");
            answers[i] = new(body);
            return new(body, Status: 201);
        }

        async Task CallAsync() => await Task.WhenAll(
            Enumerable.Range(0, Calls).Select(i => repeated.OnceAsync($"call {i}", () => Task.FromResult(Answer(i)))));

        await CallAsync();
        await Until.SoAsync( // the last of them may still be on a stack
            () =>
            {
                GC.Collect();
                return answers.Count(a => a.IsAlive) <= Calls / 100;
            }, Cancel);
        var again = await repeated.OnceAsync("call 1234", () => throw new InvalidOperationException("It acts once."));

        Assert.Equal((201, $"{new string('x', 24_000)}1234"), (again.Status, Encoding.ASCII.GetString(again.Body.Span)));
    }

    /// <summary>Holds all the memory that requests may have together, until what it gives is closed.</summary>
    /// <param name="told">Gets the answer to a large request that finds no room.</param>
    private static async Task<RawHttp[]> HoldAsync(ServerProcess server, SignedHttp http, Action<(int Status, string Head, string Body)> told)
    {
        var head = http.Sign("POST", "/v1/apps", "");
        var held = await Task.WhenAll(Enumerable.Range(0, 33).Select(async _ =>
        {
            var raw = await RawHttp.OpenAsync(server.Address);
            await raw.SendAsync("POST /v1/apps HTTP/1.1", ["Content-Length: 2000000", .. head]);
            await raw.SendAsync(new byte[1_100_000]); // in a buffer of 2 MiB, of which 64 KiB are free: together the 64 MiB
            return raw;
        }));
        await Until.SoAsync(
            async () =>
            {
                var large = await RawHttp.AskAsync(
                    server.Address, "POST /v1/apps HTTP/1.1", ["Content-Length: 7000000", .. head], new string('x', 7_000_000));
                told(large);
                return large.Status == 429;
            }, Cancel);
        return held;
    }
}
