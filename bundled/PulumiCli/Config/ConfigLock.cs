namespace Pinpush.PulumiCli.Config;

/// <summary>Keeps other processes from changing a stack's file between this one's reading and writing of it.</summary>
/// <remarks>An empty file that stays; the operating system holds the lock on it, and lets go when the process ends in whatever way.</remarks>
internal static class ConfigLock
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <exception cref="Failure">Another process holds it for longer than a minute.</exception>
    public static async Task<IDisposable> TakeAsync(string path, CommandHost host, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "/");
        for (var began = host.Time.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException fault) when (fault is not (DirectoryNotFoundException or FileNotFoundException))
            {
                if (host.Time.GetElapsedTime(began) > Limit)
                {
                    throw new Failure($"Another process is changing the stack's configuration, or {path} cannot be opened: {fault.Message}");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(10), host.Time, cancellationToken);
            }
        }
    }
}
