using Pinpush.Shared.Tests;

namespace Pinpush.Server.Tests;

/// <summary>A server whose clock the test sets forward: by less than five minutes where the date goes along, for clients sign by it.</summary>
public class ClockStage : Stage
{
    public SteadyClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    /// <summary>Lets time go by. The date stays, so that what clients sign is good for as long as a test needs.</summary>
    public void Pass(TimeSpan by)
    {
        var now = Clock.GetUtcNow();
        Clock.Advance(by);
        Clock.SetDate(now);
    }

    // What is on its way has a limit.
    protected override async Task UntilAsync(Task closed)
    {
        await PassUntilAsync(TimeSpan.FromMilliseconds(200), () => Task.FromResult(closed.IsCompleted), CancellationToken.None);
        await closed;
    }

    /// <summary>Lets time go by, as much at a time, until something is so.</summary>
    internal Task PassUntilAsync(TimeSpan step, Func<Task<bool>> isSo, CancellationToken cancellationToken) => Until.SoAsync(
        async () =>
        {
            Pass(step);
            return await isSo();
        }, cancellationToken);

    protected override TimeProvider Time => Clock;
}
