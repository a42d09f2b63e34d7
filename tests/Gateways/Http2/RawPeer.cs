using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Pinpush.Gateways.Http2;

namespace Pinpush.Gateways.Tests.Http2;

/// <summary>A connection and its peer, which reads and writes frame by frame.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    public static readonly byte[] Ok = [0x88]; // :status 200

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TcpClient server;
    private readonly NetworkStream stream;

    private RawPeer(TcpClient server) => (this.server, stream) = (server, server.GetStream());

    public FakeTimeProvider Clock { get; } = new();

    public PushWindow Window { get; } = new(4000);

    public Http2Connection Connection { get; private set; } = null!; // set by ConnectAsync

    /// <summary>A connection whose peer has said its settings.</summary>
    public static async Task<RawPeer> ConnectAsync(params (ushort Id, uint Value)[] settings)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        var peer = new RawPeer(await listener.AcceptTcpClientAsync());
        using var stop = new CancellationTokenSource(Patience);
        await peer.SendAsync(FrameType.Settings, 0, 0, Settings(settings));
        peer.Connection = await Http2Connection.OpenAsync(client.GetStream(),
            new ConnectionLimits(TimeSpan.FromSeconds(10), TimeSpan.FromHours(1)), peer.Window, peer.Clock, () => { }, stop.Token);
        await peer.stream.ReadExactlyAsync(new byte[24], stop.Token); // the preface
        return peer;
    }

    public static byte[] Settings(params (ushort Id, uint Value)[] settings)
    {
        var bytes = new byte[6 * settings.Length];
        for (var i = 0; i < settings.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6 * i), settings[i].Id);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(6 * i + 2), settings[i].Value);
        }

        return bytes;
    }

    public static byte[] Numbers(params int[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        }

        return bytes;
    }

    /// <summary>A request with a body of that many bytes; its stream's number is 1, 3, 5 and so on.</summary>
    public Task<Http2Answer> Request(int body = 2)
    {
        var place = Connection.TryReserve(isUrgent: true, inWindow: false) ?? throw new InvalidOperationException("no place is free");
        return Connection.SendAsync(place, [0x83], new byte[body]).AsTask();
    }

    public async Task SendAsync(FrameType type, byte flags, int id, byte[] payload)
    {
        var bytes = new byte[Frame.HeaderSize + payload.Length];
        new Frame(payload.Length, type, flags, id).Write(bytes);
        payload.CopyTo(bytes, Frame.HeaderSize);
        await stream.WriteAsync(bytes);
    }

    /// <summary>Bytes as they are.</summary>
    public async Task SendAsync(byte[] bytes) => await stream.WriteAsync(bytes);

    /// <summary>The next frame of a type; others are passed over.</summary>
    public async Task<(Frame Frame, byte[] Payload)> NextAsync(FrameType type)
    {
        using var stop = new CancellationTokenSource(Patience);
        while (true)
        {
            var head = new byte[Frame.HeaderSize];
            await stream.ReadExactlyAsync(head, stop.Token);
            var frame = Frame.Read(head);
            var payload = new byte[frame.Length];
            await stream.ReadExactlyAsync(payload, stop.Token);
            if (frame.Type == type)
            {
                return (frame, payload);
            }
        }
    }

    /// <summary>Reads until the client has sent the whole of a request.</summary>
    public async Task<int> WholeAsync()
    {
        while (true)
        {
            var (frame, _) = await NextAsync(FrameType.Data);
            if (frame.Has(Frame.EndStream))
            {
                return frame.Stream;
            }
        }
    }

    /// <summary>Reads up to the end of the connection; gives the streams that arrived whole.</summary>
    public async Task<List<int>> ArrivedAsync()
    {
        List<int> whole = [];
        try
        {
            while (true)
            {
                whole.Add(await WholeAsync());
            }
        }
        catch (IOException)
        {
            return whole;
        }
    }

    /// <summary>Reads up to the client's farewell; gives its error code.</summary>
    public async Task<ErrorCode> GoodbyeAsync() => (ErrorCode)BinaryPrimitives.ReadInt32BigEndian((await NextAsync(FrameType.GoAway)).Payload.AsSpan(4));

    public void Cut() => server.Client.Close(0);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        server.Dispose();
    }
}
