using System.Text.Json;
using Amazon.Pinpoint.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Devices;
using Xunit;

namespace Pinpush.Cli.Tests.Devices;

public sealed class ImportBatchTests : IDisposable
{
    private readonly Scene scene = new();

    [Fact(Timeout = 60_000)]
    public async Task WriteAsync_RefusalThatNamesNoItem_IsPartedUntilTheGuiltyStandAlone()
    {
        var ends = TestContext.Current.CancellationToken;
        HashSet<string> written = [];
        await using var api = Api(ids => ids.Contains("bad1") || ids.Contains("bad2") ? "{\"Message\":\"No.\"}" : Keep(written, ids));
        await api.StartAsync(ends);
        var credentials = Path.Combine(scene.Home, "credentials");
        await File.WriteAllTextAsync(credentials, "[default]\naws_access_key_id=a\naws_secret_access_key=b\n", ends);
        using var session = PinpointSession.Open(new(new("us-east-1", new Uri(api.Urls.Single()), CredentialsFile.ProfileIn(credentials)), "app"));
        var devices = Enumerable.Range(0, 100).Select(i => new ImportLine.Device(i + 2, new EndpointBatchItem { Id = i is 7 ? "bad1" : i is 93 ? "bad2" : $"d{i}" })).ToList();

        var faults = await ImportBatch.WriteAsync(session, "app", devices, ends);

        Assert.Equal([new ImportFault(9, "No."), new ImportFault(95, "No.")], faults);
        Assert.Equal(98, written.Count);
        await api.StopAsync(ends);
    }

    public void Dispose() => scene.Dispose();

    private static string? Keep(HashSet<string> written, List<string> ids)
    {
        written.UnionWith(ids);
        return null;
    }

    /// <summary>An API whose refusal, as AWS's, is about the batch as a whole.</summary>
    private static WebApplication Api(Func<List<string>, string?> refuse)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var api = builder.Build();
        api.Urls.Add("http://127.0.0.1:0");
        api.Run(async context =>
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var refusal = refuse([.. body.RootElement.GetProperty("Item").EnumerateArray().Select(i => i.GetProperty("Id").GetString() ?? "")]);
            context.Response.StatusCode = refusal is null ? 202 : 400;
            context.Response.Headers["x-amzn-ErrorType"] = refusal is null ? default : "BadRequestException";
            await context.Response.WriteAsync(refusal ?? "{}", context.RequestAborted);
        });
        return api;
    }
}
