using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Pinpush.Cli.Demo;

/// <summary>The port of the demo's server: the same each time, as its address is among the stack's outputs, unless somebody else has it now.</summary>
internal static class DemoPort
{
    /// <summary>The one that was kept, if it is free, else 0: any free one.</summary>
    public static int Read(string folder) =>
        File.Exists(FileIn(folder)) && int.TryParse(File.ReadAllText(FileIn(folder)), CultureInfo.InvariantCulture, out var port) && IsFree(port) ? port : 0;

    public static void Keep(string folder, int port) => File.WriteAllText(FileIn(folder), port.ToString(CultureInfo.InvariantCulture));

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (Exception fault) when (fault is SocketException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    private static string FileIn(string folder) => Path.Combine(folder, "port");
}
