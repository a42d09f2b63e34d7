using Pinpush.Server;
using Pinpush.Server.Hosting;

// A server in a process of its own, so that a test can kill it: URL DATA KEY APNS FCM FCM-TOKEN CA
// It prints where it listens and its key, and at its end the bytes that it allocated.
var server = await PinpushServer.StartAsync(new ServerOptions
{
    Url = new Uri(args[0]),
    DataFolder = args[1],
    KeyFile = args[2],
    ApnsGateway = new Uri(args[3]),
    FcmGateway = new Uri(args[4]),
    FcmTokenUri = new Uri(args[5]),
    GatewayCaFile = args[6],
}, CancellationToken.None);
Console.WriteLine($"{server.Address} {server.AccessKeyId} {server.SecretAccessKey}");
await server.WaitForShutdownAsync(CancellationToken.None);
await server.DisposeAsync();
Console.WriteLine(GC.GetTotalAllocatedBytes(precise: true));
