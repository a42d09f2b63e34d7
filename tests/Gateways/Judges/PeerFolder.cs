namespace Pinpush.Gateways.Tests.Judges;

/// <summary>A folder of a peer's own, with the certificate of <c>localhost</c>; it is deleted with the test.</summary>
internal sealed class PeerFolder : IDisposable
{
    public PeerFolder() => TestAuthority.WriteTo(Path);

    public string Path { get; } = Directory.CreateTempSubdirectory("pinpush-peer-").FullName;

    public string Certificate => In("cert.pem");

    public string Key => In("key.pem");

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
