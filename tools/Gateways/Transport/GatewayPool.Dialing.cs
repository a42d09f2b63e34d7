using System.Net.Sockets;
using System.Security.Authentication;
using Pinpush.Gateways.Http2;

namespace Pinpush.Gateways.Transport;

/// <summary>When another connection is opened, and how.</summary>
internal sealed partial class GatewayPool
{
    private void DialIfNeeded(bool isUrgent)
    {
        if (!isUrgent && window.Room == 0) // the usual case: nothing is gained by another one
        {
            return;
        }

        var live = connections.Where(c => !c.IsEnding).ToList();
        if (live.Count + dialing >= limits.Connections || live.Exists(c => !c.IsSettled)) // one that does not know yet how much it may
        {
            return;
        }

        // As many at once as the window has use for, and as there are, so that a gateway is not stormed; more if its connections do not last.
        var wanted = isUrgent ? 1 : (int)Math.Ceiling((double)window.Room / Math.Min(worth, live.Select(c => c.Places(isUrgent)).Append(1).Max()));
        if (dialing >= Math.Min(wanted, worth < int.MaxValue ? limits.Connections : Math.Max(1, live.Count)))
        {
            return;
        }

        if (failures == 0 || time.GetElapsedTime(failedAt) >= (isUrgent && Pause > Beat ? Beat : Pause))
        {
            dialing++;
            _ = DialAsync(); // has no exceptions
        }

        KeepBeating();
    }

    private TimeSpan Pause => TimeSpan.FromMilliseconds(Math.Min(50 * Math.Pow(2, failures), LongestPause.TotalMilliseconds));

    private async Task DialAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        stop.CancelAfter(limits.Timeout);
        Http2Connection? opened = null;
        var cause = "";
        try
        {
            var stream = await dialer.DialAsync(stop.Token);
            opened = await Http2Connection.OpenAsync(
                stream, new ConnectionLimits(limits.Timeout, limits.ConnectionLifetime, worth), window, time, Changed, stop.Token);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or OperationCanceledException or Http2Exception)
        {
            cause = Dialer.Cause(e);
        }

        lock (gate)
        {
            dialing--;
            if (opened is not null && !isClosed)
            {
                connections.Add(opened);
                (opened, missed) = (null, null);
                KeepBeating();
            }
            else if (opened is null)
            {
                Note(wasOfUse: false);
                if (dialing == 0 && !connections.Exists(c => !c.IsEnding))
                {
                    missed = cause;
                    TellImpatient();
                }
            }
        }

        if (opened is not null) // it came when the pool was closed
        {
            await opened.DisposeAsync();
        }

        Changed();
    }

    private void Note(bool wasOfUse)
    {
        failures = wasOfUse ? 0 : failures + 1;
        failedAt = time.GetTimestamp();
    }
}
