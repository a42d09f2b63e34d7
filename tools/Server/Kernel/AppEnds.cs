namespace Pinpush.Server.Kernel;

/// <summary>
/// What happens when an app is deleted: each feature removes what it has of it, the last one added first, since a feature may stand on those before it.
/// </summary>
internal sealed class AppEnds
{
    private readonly LinkedList<Func<string, CancellationToken, Task>> ends = new();
    private readonly List<Func<string, CancellationToken, Task>> stays = [];

    /// <param name="end">Gets the app's id; whatever interrupts it, it may be called again.</param>
    public void Add(Func<string, CancellationToken, Task> end) => ends.AddFirst(end);

    /// <param name="stay">Gets the id of an app that is there still since its deletion failed, at this end or at another.</param>
    public void Add(Func<string, CancellationToken, Task> end, Func<string, CancellationToken, Task> stay)
    {
        Add(end);
        stays.Add(stay);
    }

    /// <summary>Adds what goes after all others: what devices report until the app is gone.</summary>
    public void AddLast(Func<string, CancellationToken, Task> end) => ends.AddLast(end);

    public async Task RunAsync(string app, CancellationToken cancellationToken)
    {
        foreach (var end in ends)
        {
            await end(app, cancellationToken);
        }
    }

    /// <summary>The app's deletion failed: what is left of it is used on, until it is deleted again.</summary>
    public async Task StayAsync(string app, CancellationToken cancellationToken)
    {
        foreach (var stay in stays)
        {
            await stay(app, cancellationToken);
        }
    }
}
