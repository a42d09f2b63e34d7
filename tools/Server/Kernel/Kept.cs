namespace Pinpush.Server.Kernel;

/// <summary>What has to be closed, the last first: a part may stand on those before it.</summary>
internal sealed class Kept : IAsyncDisposable
{
    private readonly Stack<object> parts = new();

    public T Add<T>(T part)
        where T : class
    {
        parts.Push(part);
        return part;
    }

    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part))
        {
            switch (part)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
    }
}
