using System.ComponentModel;
using System.Globalization;

namespace Pinpush.Bench.Campaigns;

/// <summary>
/// h2load of nghttp2, a load generator written in C: it sends one push over and over, and so tells what machine and gateway allow a client that has nothing
/// else to do.
/// </summary>
internal sealed class H2load
{
    private readonly CampaignStage stage;
    private readonly string body;

    private H2load(CampaignStage stage, string body) => (this.stage, this.body) = (stage, body);

    /// <returns>Null, and the reason on standard error, when it is not installed.</returns>
    public static async Task<H2load?> FindAsync(CampaignStage stage, CancellationToken cancellationToken)
    {
        try
        {
            await Command.RunAsync(null, "h2load", ["--version"], cancellationToken);
        }
        catch (Win32Exception e)
        {
            Console.Error.WriteLine($"h2load is SKIPPED: it does not start ({e.Message}). On Debian it is in the package nghttp2-client.");
            return null;
        }

        var body = Path.Combine(stage.Folder, "push.json");
        await File.WriteAllTextAsync(body, stage.Form.Fcm ? BarePush.Fcm : BarePush.Apns("endpoint-12345"), cancellationToken);
        return new H2load(stage, body);
    }

    /// <summary>As many pushes as a campaign has: for APNs over 4 connections, for FCM over 16, with as many at once as the gateway allows.</summary>
    public Task<Sent> SendAsync(CancellationToken cancellationToken) => stage.MeasureAsync(stage.Count, () => Usage.None, async stop =>
    {
        static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
        var (fcm, streams) = (stage.Form.Fcm, stage.Form.Streams);
        string[] arguments = [
            "-n", Number(stage.Count), "-c", fcm ? "16" : "4", "-m", Number(streams), "-t", "1", "-d", body,
            .. (fcm ? BarePush.FcmHeaders : BarePush.ApnsHeaders).SelectMany(h => new[] { "-H", $"{h.Name}: {h.Value}" }),
            new Uri(stage.Gateway.Address, fcm ? BarePush.FcmPath : BarePush.ApnsPath(0)).AbsoluteUri];
        var (_, output, error) = await Command.RunAsync(null, "h2load", arguments, stop);
        if (!output.Contains($"status codes: {Number(stage.Count)} 2xx", StringComparison.Ordinal))
        {
            throw new BenchmarkFailedException($"h2load could not send: {output}{error}");
        }
    }, cancellationToken);
}
