using System.Runtime.InteropServices;
using System.Text.Json;
using Pinpush.Bench;
using Pinpush.Bench.Gateway;
using Pinpush.Bench.Serving;

// dotnet run -c Release --project tools/Bench [-- [NAME ...] [--scale FRACTION] [--json] | report ... | compare ...]
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
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

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true; // worktrees and children go first
    stop.Cancel();
}
