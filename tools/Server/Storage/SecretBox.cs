using System.Security.Cryptography;
using Pinpush.Files;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Storage;

/// <summary>Encrypts channel credentials at rest: AES-256-GCM with a key that lives outside the data folder.</summary>
internal sealed class SecretBox
{
    private const int NonceSize = 12, TagSize = 16, KeySize = 32;
    private readonly byte[] key;
    private readonly string file;
    private readonly bool isNew;

    private SecretBox(byte[] key, string file, bool isNew) => (this.key, this.file, this.isNew) = (key, file, isNew);

    /// <summary>What to say when the key opens nothing that was sealed in a data folder.</summary>
    public string Lost =>
        $"The key file {file}{(isNew ? ", which was missing and is made now," : "")} opens none of the channels' credentials in the data folder: they were "
        + "sealed with another key. Put back the right file, or name it with --key. If it is lost for good, start once with --accept-loss key, "
        + "and set each channel again.";

    /// <summary>Where the key lies unless said otherwise: the user's configuration folder.</summary>
    public static string DefaultKeyFile => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder
            ? folder : Path.GetTempPath(),
        "pinpush", "server.key");

    /// <summary>Reads the key file (base64 of 32 bytes); makes it with mode 0600 when it is missing.</summary>
    /// <exception cref="ServerStartException">The file is not such a key.</exception>
    public static SecretBox Open(string file)
    {
        var isNew = AtomicFile.TryMake(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize)) + "\n", AtomicFile.OwnerOnly);
        var bytes = new byte[KeySize + 2];
        return Convert.TryFromBase64String(File.ReadAllText(file).Trim(), bytes, out var size) && size == KeySize
            ? new SecretBox(bytes[..KeySize], file, isNew)
            : throw new ServerStartException($"The key file {file} does not hold a key: base64 of 32 bytes is expected.");
    }

    /// <summary>Nonce, cipher text and tag; bound to <paramref name="context"/>, so that it opens in its own place only.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, string context)
    {
        var box = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length),
            System.Text.Encoding.UTF8.GetBytes(context));
        return box;
    }

    /// <summary>What was sealed, or null when the key is another one or the box was changed.</summary>
    public byte[]? Unseal(ReadOnlySpan<byte> box, string context)
    {
        if (box.Length < NonceSize + TagSize)
        {
            return null;
        }

        var plain = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], plain, System.Text.Encoding.UTF8.GetBytes(context));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
