namespace Pinpush.Fakes.Tests;

/// <summary>A folder of its own for a test class, removed at the end.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pinpush-fakes-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
