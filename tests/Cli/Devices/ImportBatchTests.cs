using Amazon.Pinpoint.Model;
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
        HashSet<string> written = [];

        var faults = await WriteAsync(Enumerable.Range(0, 100).Select(i => i is 7 or 93 ? $"bad{i}" : $"d{i}"), ids =>
        {
            if (ids.Any(id => id.StartsWith("bad", StringComparison.Ordinal)))
            {
                return """{"Message":"No."}""";
            }

            written.UnionWith(ids);
            return null;
        }, TestContext.Current.CancellationToken);

        Assert.Equal([new ImportFault(9, "No."), new ImportFault(95, "No.")], faults);
        Assert.Equal(98, written.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task WriteAsync_RefusalWithFaults_CostsThoseLinesAndOneCallMore()
    {
        List<string> calls = [];

        var faults = await WriteAsync(["a", "b", "c", "d"], ids =>
        {
            calls.Add(string.Join(' ', ids));
            return calls.Count > 1 ? null : """
                {"Message": "All of it, in words.", "Faults": [
                    {"Index": 1, "Member": "Address", "Message": "Address is missing."}, {"Index": 3, "Member": "Id", "Message": "Id is wrong."},
                    {"Index": 3, "Member": "OptOut", "Message": "OptOut is wrong, too."}]}
                """;
        }, TestContext.Current.CancellationToken);

        Assert.Equal([new ImportFault(3, "Address is missing."), new ImportFault(5, "Id is wrong. OptOut is wrong, too.")], faults);
        Assert.Equal(["a b c d", "a c"], calls);
    }

    public void Dispose() => scene.Dispose();

    /// <summary>Writes one batch, whose first device is of line 2, to an API that answers so.</summary>
    private async Task<IReadOnlyList<ImportFault>> WriteAsync(
        IEnumerable<string> ids, Func<IReadOnlyList<string>, string?> refuse, CancellationToken cancellationToken)
    {
        await using var api = await StandIn.StartAsync((batch, _) => Task.FromResult(refuse(batch)));
        using var session = PinpointSession.Open(new(new("us-east-1", new Uri(api.Url), CredentialsFile.ProfileIn(scene.Credentials())), "app"));
        var devices = ids.Select((id, i) => new ImportLine.Device(i + 2, new EndpointBatchItem { Id = id })).ToList();
        return await ImportBatch.WriteAsync(session, "app", devices, cancellationToken);
    }
}
