using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Kernel;

/// <summary>How many connections there may be at a time: in all, and half of that from one address, so that no stranger has all of them.</summary>
/// <remarks>An IPv6 address counts with its neighbours of the same /64, which belong to one.</remarks>
internal sealed class ConnectionLimits(int most, TimeProvider time, ILogger<ConnectionLimits> log)
{
    private const long MemoryOfOne = 256 * 1024;

    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);
    private readonly Lock counting = new();
    private readonly Dictionary<IPAddress, int> byAddress = [];
    private int all, refused;
    private long? told;

    /// <summary>At most 2,000, and what files and memory of this process allow: each takes one file, and up to 128 KiB of buffers.</summary>
    /// <param name="files">How many files are free for connections.</param>
    public static int Most(int files) => (int)Math.Min(Math.Min(2000, files), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryOfOne);

    /// <summary>Counts a connection, unless it is one too many.</summary>
    public bool TryEnter(EndPoint? remote)
    {
        var address = Owner(remote);
        lock (counting)
        {
            var ofAddress = byAddress.GetValueOrDefault(address);
            if (all < most && ofAddress < (most + 1) / 2)
            {
                all++;
                byAddress[address] = ofAddress + 1;
                return true;
            }

            refused++;
            if (told is null || time.GetElapsedTime(told.Value) >= BetweenLines)
            {
                log.ConnectionsRefused(refused, address, ofAddress, all, most);
                (refused, told) = (0, time.GetTimestamp());
            }

            return false;
        }
    }

    public void Leave(EndPoint? remote)
    {
        var address = Owner(remote);
        lock (counting)
        {
            all--;
            if (--byAddress[address] == 0)
            {
                byAddress.Remove(address);
            }
        }
    }

    private static IPAddress Owner(EndPoint? remote)
    {
        var address = (remote as IPEndPoint)?.Address ?? IPAddress.None;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]])
            : address;
    }
}
