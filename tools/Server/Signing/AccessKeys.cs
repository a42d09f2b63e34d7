using System.Security.Cryptography;
using Pinpush.Files;
using Pinpush.Server.Hosting;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Signing;

/// <summary>The keys that may call, from a shared-credentials file as the AWS clients read it.</summary>
internal sealed class AccessKeys
{
    private readonly Dictionary<string, string> secrets;

    private AccessKeys(Dictionary<string, string> secrets, string first)
    {
        this.secrets = secrets;
        First = first;
    }

    /// <summary>The first key id of the file: what the program's own tools use.</summary>
    public string First { get; }

    /// <summary>The secret of a key id, or null.</summary>
    public string? SecretOf(string keyId) => secrets.GetValueOrDefault(keyId);

    /// <summary>Reads the file; makes it with a random key (profile <c>default</c>, mode 0600) when it is missing.</summary>
    /// <exception cref="ServerStartException">The file has no complete profile.</exception>
    public static AccessKeys ReadOrMake(string file)
    {
        var made = (Id: "PINPUSH" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 13),
            Secret: Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)));
        AtomicFile.TryMake(file, $"[default]\naws_access_key_id = {made.Id}\naws_secret_access_key = {made.Secret}\n", AtomicFile.OwnerOnly);
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        string? keyId = null, first = null;
        foreach (var line in File.ReadLines(file).Select(l => l.Trim()))
        {
            var at = line.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = at < 0 ? (line, "") : (line[..at].Trim(), line[(at + 1)..].Trim());
            if (line.StartsWith('['))
            {
                keyId = null;
            }
            else if (name == "aws_access_key_id")
            {
                keyId = value;
            }
            else if (name == "aws_secret_access_key" && keyId is not null)
            {
                secrets[keyId] = value;
                first ??= keyId;
            }
        }

        return first is null
            ? throw new ServerStartException($"The credentials file {file} has no profile with aws_access_key_id followed by aws_secret_access_key.")
            : new AccessKeys(secrets, first);
    }
}
