namespace Pinpush.Server.Kernel;

/// <summary>
/// What features have of an app that was deleted, beyond its documents, which go in one step: each ends or removes its own, the last one added first, since a
/// feature may stand on those before it.
/// </summary>
internal sealed class AppEnds
{
    private readonly LinkedList<Func<string, CancellationToken, Task>> ends = new();

    /// <param name="end">Gets the app's id. What is interrupted is called again, and calls that began before the app was deleted may still write.</param>
    public void Add(Func<string, CancellationToken, Task> end) => ends.AddFirst(end);

    /// <summary>Adds what goes after all others: what devices report until the app is gone.</summary>
    public void AddLast(Func<string, CancellationToken, Task> end) => ends.AddLast(end);

    public async Task RunAsync(string app, CancellationToken cancellationToken)
    {
        foreach (var end in ends)
        {
            await end(app, cancellationToken);
        }
    }
}
