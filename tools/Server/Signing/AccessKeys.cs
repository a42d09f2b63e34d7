using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Pinpush.Files;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Signing;

/// <summary>The keys that may call, from a shared-credentials file as the AWS clients read it.</summary>
/// <remarks>
/// The file is read again a second after it was read: who is taken out is refused from then on. A file that is gone, or has no profile while an editor
/// writes it, changes nothing, and the log says so.
/// </remarks>
internal sealed class AccessKeys
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private readonly string file;
    private readonly TimeProvider time;
    private readonly ILogger<AccessKeys> log;
    private volatile Content content;
    private volatile string? complaint;
    private long readAt;

    /// <summary>Reads the file; makes it with a random key (profile <c>default</c>, mode 0600) when it is missing.</summary>
    /// <exception cref="ServerStartException">The file has no complete profile.</exception>
    public AccessKeys(string file, TimeProvider time, ILogger<AccessKeys> log)
    {
        (this.file, this.time, this.log) = (file, time, log);
        var made = (Id: "PINPUSH" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 13),
            Secret: Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)));
        AtomicFile.TryMake(file, $"[default]\naws_access_key_id = {made.Id}\naws_secret_access_key = {made.Secret}\n", AtomicFile.OwnerOnly);
        content = Read(File.ReadAllText(file));
        readAt = time.GetTimestamp();
    }

    /// <summary>The first key id of the file: what the program's own tools use.</summary>
    public string First => content.First;

    /// <summary>The secret of a key id, or null.</summary>
    public string? SecretOf(string keyId)
    {
        var last = Volatile.Read(ref readAt);
        if (time.GetElapsedTime(last) >= Between && Interlocked.CompareExchange(ref readAt, time.GetTimestamp(), last) == last)
        {
            ReadAgain();
        }

        return content.Secrets.GetValueOrDefault(keyId);
    }

    private void ReadAgain()
    {
        try
        {
            if (File.ReadAllText(file) is var text && text != content.Text)
            {
                content = Read(text);
                log.KeysChanged(file, content.Secrets.Count);
            }

            complaint = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ServerStartException)
        {
            if (e.Message != complaint)
            {
                log.KeysKept(file, e.Message);
            }

            complaint = e.Message;
        }
    }

    private Content Read(string text)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        string? keyId = null, first = null;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
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
            : new Content(text, secrets.ToFrozenDictionary(StringComparer.Ordinal), first);
    }

    private sealed record Content(string Text, FrozenDictionary<string, string> Secrets, string First);
}
