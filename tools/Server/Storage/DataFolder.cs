using Pinpush.Server.Hosting;

namespace Pinpush.Server.Storage;

/// <summary>The data folder, held by one server at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream held;

    /// <exception cref="ServerStartException">The folder cannot be written, or another server holds it.</exception>
    public DataFolder(string folder)
    {
        Folder = Path.GetFullPath(folder);
        var file = Path.Combine(Folder, "lock");
        try
        {
            Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute); // it holds device tokens
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ServerStartException($"The data folder {Folder} cannot be written: {e.Message} Give --data a folder that this user may write.", e);
        }
        catch (IOException e)
        {
            throw new ServerStartException(
                Directory.Exists(Folder) ? $"The data folder {Folder} is held by another server ({e.Message}). Stop that one, or give --data another folder."
                    : $"The data folder {Folder} cannot be made: {e.Message} Give --data a folder that this user may write.", e);
        }
    }

    public string Folder { get; }

    public string File(string name) => Path.Combine(Folder, name);

    public void Dispose() => held.Dispose();
}
