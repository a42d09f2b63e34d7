using System.Diagnostics;
using System.Text.Json;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests;

public sealed class ServeTests : IDisposable
{
    private readonly Scene scene = new();

    [Fact(Timeout = 60_000)]
    public async Task Serve_UntilStopped_OtherCommandsFindItAndItEndsWith0()
    {
        var ends = TestContext.Current.CancellationToken;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ends);
        var file = Path.Combine(scene.Home, "devices.csv");
        await File.WriteAllTextAsync(file, "Address,ChannelType,User.UserId\nt1,GCM,u1\nt2,WRONG,u2\n", ends);
        var serving = scene.RunAsync(stop.Token, "serve", "--urls", "http://127.0.0.1:0", "--key", Path.Combine(scene.Home, "key"));
        await UntilKnownAsync(1, serving);

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(scene.Home, "server")));
        Assert.Equal(ExitCode.Done, await scene.RunAsync(ends, "app", "create", "shop", "--json"));
        Assert.Equal("shop", Json("name"));
        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ends, "device", "import", file, "--json"));
        Assert.Equal("Line 3: ChannelType is none of APNS, APNS_SANDBOX, APNS_VOIP, APNS_VOIP_SANDBOX, GCM", scene.Told);
        Assert.Equal(
            """{"imported":1,"resumed":0,"skipped":0,"refused":1,"faults":[{"line":3,"reason":"""
            + "\"ChannelType is none of APNS, APNS_SANDBOX, APNS_VOIP, APNS_VOIP_SANDBOX, GCM\"}]}",
            scene.Shown);
        Assert.Equal(ExitCode.Done, await scene.RunAsync(ends, "device", "get", "t1", "--json"));
        Assert.Equal("u1", Json("user"));
        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ends, "send", "--endpoint", "t1", "--title", "no channel is set"));
        Assert.Equal(
            """
            User  Device  Status  Code  Message
            -  t1  PERMANENT_FAILURE  400  No channel of type GCM is enabled for the application ID
            """,
            scene.Shown);
        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ends, "send", "--user", "u1", "--user", "ghost", "--title", "t", "--json"));
        Assert.Equal(
            """
            {"results":[{"user":"u1","target":"t1","status":"PERMANENT_FAILURE","code":400,
            "message":"No channel of type GCM is enabled for the application ID","succeeded":false},
            {"user":"ghost","status":"PERMANENT_FAILURE","code":400,"message":"No endpoints found for userId.","succeeded":false}]}
            """.ReplaceLineEndings(""),
            scene.Shown);
        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ends, "device", "get", "unknown"));
        Assert.Equal(
            "NotFoundException: Resource not found: app 'ID' has no endpoint 'unknown'. (request GUID). "
            + "Give the device's id; ./pinpush device list --user USER shows it.",
            scene.Told);
        await stop.CancelAsync();

        Assert.Equal(ExitCode.Done, await serving);
        Assert.Empty(KnownServer.ReadAll(scene.Home));
    }

    [Fact(Timeout = 60_000)]
    public async Task Serve_DataOrPortThatAnotherHolds_SaysWhichProcessDoesAndWhatToDo()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var serving = scene.RunAsync(stop.Token, Serve("one"));
        await UntilKnownAsync(1, serving);
        var address = KnownServer.ReadAll(scene.Home)[0].Url.AbsoluteUri.TrimEnd('/');
        var second = scene.Beside();

        Assert.Equal(ExitCode.Refused, await second.RunAsync(Serve("one")));
        Assert.Equal(
            $"The data folder HOME/one is held by another server, process {Environment.ProcessId}. "
            + $"Stop that one (kill {Environment.ProcessId}), or give --data another folder.", second.Told);
        Assert.Equal(ExitCode.Refused, await second.RunAsync(ServeAt(address, "two")));
        Assert.Equal(
            $"The address http://127.0.0.1:PORT/ is in use. Stop the program that holds it, or give --urls another port. "
            + $"It is that of the server that ./pinpush serve started as process {Environment.ProcessId}.", second.Told);

        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await serving);
        Assert.Equal(ExitCode.Done, await ServedOnceAsync("one"));
    }

    [Fact]
    public async Task Serve_PortOfAnotherProgram_SaysThatItIsInUse()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();

        Assert.Equal(ExitCode.Refused, await scene.RunAsync(ServeAt($"http://{other.LocalEndpoint}", "one")));
        Assert.Equal("The address http://127.0.0.1:PORT/ is in use. Stop the program that holds it, or give --urls another port.", scene.Told);
    }

    [Fact(Timeout = 60_000)]
    public async Task AppCreate_NameThatAnotherHas_IsDoneAndSaysHowToTellThemApart()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var serving = scene.Beside().RunAsync(stop.Token, Serve("one"));
        await UntilKnownAsync(1, serving);

        Assert.Equal(ExitCode.Done, await scene.RunAsync("app", "create", "shop"));
        Assert.Equal("", scene.Error);
        Assert.Equal(ExitCode.Done, await scene.RunAsync("app", "create", "shop"));
        Assert.Equal(
            "2 apps are named 'shop' now: ID (created TIME), and ID, which is the new one. Say with --application-id ID or PINPUSH_APPLICATION_ID which one "
            + "a command is about. If the new one was not meant: ./pinpush app delete ID", scene.Told);
        Assert.Equal(ExitCode.Refused, await scene.RunAsync("segment", "list"));
        Assert.Equal(
            "The server has several apps. Name one with --application-id or PINPUSH_APPLICATION_ID: ID (shop, created TIME), ID (shop, created TIME)",
            scene.Told);
        await stop.CancelAsync();
        Assert.Equal(ExitCode.Done, await serving);
    }

    [Fact(Timeout = 60_000)]
    public async Task Serve_SecondFromTheSameHome_TheFirstStaysTheOneThatCommandsFind()
    {
        var ends = TestContext.Current.CancellationToken;
        using var stopFirst = CancellationTokenSource.CreateLinkedTokenSource(ends);
        using var stopSecond = CancellationTokenSource.CreateLinkedTokenSource(ends);
        var first = scene.RunAsync(stopFirst.Token, Serve("one"));
        await UntilKnownAsync(1, first);
        var second = scene.RunAsync(stopSecond.Token, Serve("two"));
        await UntilKnownAsync(2, second);
        var servers = KnownServer.ReadAll(scene.Home);

        Assert.Equal(ExitCode.Done, await scene.RunAsync(ends, "app", "create", "of-the-first"));
        Assert.Equal(ExitCode.Done, await scene.RunAsync(ends, "app", "list", "--endpoint-url", servers[1].Url.AbsoluteUri));
        Assert.Equal("Id  Name  Created  Tags", scene.Shown);
        await stopFirst.CancelAsync();
        Assert.Equal(ExitCode.Done, await first);
        Assert.Equal(ExitCode.Done, await scene.RunAsync(ends, "app", "list"));
        Assert.Equal("Id  Name  Created  Tags", scene.Shown);
        await stopSecond.CancelAsync();
        Assert.Equal(ExitCode.Done, await second);
        Assert.Equal(
            """
            Serving the Pinpoint API on http://127.0.0.1:PORT
              data  HOME/two
              credentials  HOME/two/credentials
              gateways  simulators of APNs and FCM; nothing leaves this machine

            The other ./pinpush commands go on finding the server on http://127.0.0.1:PORT/; for this one give them --endpoint-url http://127.0.0.1:PORT.
            For the AWS CLI and the AWS SDKs, but for the two below:
              export AWS_ENDPOINT_URL_PINPOINT=http://127.0.0.1:PORT
              export AWS_SHARED_CREDENTIALS_FILE=HOME/two/credentials
              export AWS_PROFILE=default AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
              unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
            The SDKs for JavaScript v2 and Java v1 take no address from there and would call AWS with other keys. In their code:
              new AWS.Pinpoint({ endpoint: 'http://127.0.0.1:PORT', region: 'us-east-1',
              credentials: new AWS.SharedIniFileCredentials({ filename: 'HOME/two/credentials' }) })
              AmazonPinpointClientBuilder.standard().withEndpointConfiguration(new EndpointConfiguration("http://127.0.0.1:PORT", "us-east-1"))
              .withCredentials(new AWSStaticCredentialsProvider(new ProfilesConfigFile("HOME/two/credentials").getCredentials("default")))

            Ctrl+C stops it.
            Stopped.
            """,
            scene.Told);
    }

    [Theory]
    [InlineData("app list", "")]
    [InlineData("doctor", "Subject  Found  What to do\nsettings  missing  not complete  ")]
    public async Task AnyCommand_ServerWasKilled_SaysThatItIsGone(string line, string before)
    {
        using var ended = Process.Start(new ProcessStartInfo("true")) ?? throw new InvalidOperationException("No process.");
        await ended.WaitForExitAsync(TestContext.Current.CancellationToken);
        var known = new KnownServer
        {
            Url = new Uri("http://127.0.0.1:8787"),
            CredentialsFile = "credentials",
            ProcessId = ended.Id,
            Started = DateTimeOffset.UnixEpoch,
        };
        known.Remember(scene.Home);

        Assert.Equal(ExitCode.Refused, await scene.RunAsync(line.Split(' ')));
        Assert.Equal(
            $"{before}The server that ./pinpush serve started on http://127.0.0.1:PORT/ is gone: its process {ended.Id} has ended without a word. "
            + "Start it again with ./pinpush serve, or name one with --endpoint-url URL (PINPUSH_ENDPOINT_URL). "
            + "(--region REGION alone calls AWS, which still has apps, channels and SendMessages.)",
            scene.Shown + scene.Told);
    }

    private string[] Serve(string data) =>
        ServeAt("http://127.0.0.1:0", data);

    private string[] ServeAt(string url, string data) =>
        ["serve", "--urls", url, "--data", Path.Combine(scene.Home, data), "--key", Path.Combine(scene.Home, "key")];

    private async Task<int> ServedOnceAsync(string data)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var serving = scene.Beside().RunAsync(stop.Token, Serve(data));
        await UntilKnownAsync(1, serving);
        await stop.CancelAsync();
        return await serving;
    }

    private async Task UntilKnownAsync(int servers, Task<int> serving)
    {
        while (KnownServer.ReadAll(scene.Home).Count < servers)
        {
            Assert.False(serving.IsCompleted, scene.Error);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private string Json(string member)
    {
        using var record = JsonDocument.Parse(scene.Output);
        return record.RootElement.GetProperty(member).ToString();
    }

    public void Dispose() => scene.Dispose();
}
