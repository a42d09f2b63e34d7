using System.Text.Json;
using Pinpush.Bench;
using Pinpush.Bench.Gateway;
using Pinpush.Bench.Serving;

// dotnet run -c Release --project tools/Bench [-- [NAME ...] [--scale FRACTION] [--json] | report ... | compare ...]
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true; // worktrees and children go first
    stop.Cancel();
};
try
{
    return args switch
    {
        // The two that Child starts: their settings are JSON and never null.
        ["gateway", var json] => await GatewayProgram.RunAsync(JsonSerializer.Deserialize(json, GatewayJson.Default.GatewaySettings)!, stop.Token),
        ["server", var json] => await ServerProgram.RunAsync(JsonSerializer.Deserialize(json, ServerJson.Default.ServerSettings)!, stop.Token),
        _ => await CommandLine.RunAsync(args, stop.Token),
    };
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
