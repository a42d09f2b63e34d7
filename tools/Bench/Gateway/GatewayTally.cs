using System.Diagnostics;

namespace Pinpush.Bench.Gateway;

/// <summary>What all connections count together.</summary>
internal sealed class GatewayTally
{
    private readonly Lock gate = new();
    private readonly List<GatewayConnection> connections = [];
    private int inFlight;
    private int mostInFlight;
    private int ended;
    private int silentEvery;

    /// <summary>Requests that ended since the last reset.</summary>
    public int Ended => Volatile.Read(ref ended);

    public void Add(GatewayConnection connection)
    {
        lock (gate)
        {
            connections.Add(connection);
        }
    }

    /// <summary>One more request is open.</summary>
    public void Opened()
    {
        var open = Interlocked.Increment(ref inFlight);
        for (int most; open > (most = Volatile.Read(ref mostInFlight)) && Interlocked.CompareExchange(ref mostInFlight, open, most) != most;)
        {
        }
    }

    /// <summary>Requests were answered or given up.</summary>
    public void Closed(int count) => Interlocked.Add(ref inFlight, -count);

    /// <summary>Counts a request that ended.</summary>
    /// <returns>Whether it is never answered.</returns>
    public bool IsSilent()
    {
        var number = Interlocked.Increment(ref ended);
        return Volatile.Read(ref silentEvery) is > 0 and var every && number % every == 0;
    }

    /// <summary>Begins to count anew.</summary>
    /// <param name="every">One request in so many is never answered; 0 for none.</param>
    public void Reset(int every)
    {
        lock (gate)
        {
            connections.RemoveAll(static c => c.IsOver);
            connections.ForEach(static c => c.Forget());
            (ended, silentEvery, mostInFlight) = (0, every, inFlight);
        }
    }

    /// <summary>Answers what is due.</summary>
    public void AnswerDue()
    {
        foreach (var connection in Live())
        {
            connection.AnswerDue();
        }
    }

    /// <summary>Answers also those that were never to be answered, and all that come.</summary>
    public void AnswerAll()
    {
        Volatile.Write(ref silentEvery, 0);
        foreach (var connection in Live())
        {
            connection.AnswerSilent();
        }
    }

    /// <param name="mark">The place in the order of arrival that is asked for, from 1.</param>
    public GatewayCounts Counts(int mark)
    {
        lock (gate)
        {
            var arrivals = connections.SelectMany(static c => c.Arrivals()).OrderBy(static a => a.At).ToList();
            return new GatewayCounts
            {
                Requests = arrivals.Count,
                Distinct = arrivals.Select(static a => a.Hash).Distinct().Count(),
                Refused = connections.Sum(static c => c.Refused),
                Connections = connections.Count(static c => c.Arrivals().Count > 0),
                MostInFlight = mostInFlight,
                First = arrivals.FirstOrDefault().At,
                Last = arrivals.LastOrDefault().At,
                Marked = arrivals.ElementAtOrDefault(Math.Clamp(mark, 1, Math.Max(1, arrivals.Count)) - 1).At,
            };
        }
    }

    private GatewayConnection[] Live()
    {
        lock (gate)
        {
            return [.. connections.Where(static c => !c.IsOver)];
        }
    }
}

/// <summary>A request that ended.</summary>
/// <param name="Hash">Of what tells it apart.</param>
/// <param name="At">In ticks of <see cref="Stopwatch"/>.</param>
internal readonly record struct Arrival(ulong Hash, long At);
