using System.Security.Cryptography;
using System.Text;

namespace Pinpush.PulumiCli.Secrets;

/// <summary>Encrypts and decrypts with a key that is derived from a passphrase and a salt.</summary>
/// <remarks>
/// Key: PBKDF2-HMAC-SHA256, 1 000 000 rounds, 32 bytes; slow on purpose, about a quarter of a second.
/// Cipher: AES-256-GCM, random 12-byte nonce, no associated data, 16-byte tag behind the ciphertext.
/// Text: <c>v1:base64(nonce):base64(ciphertext and tag)</c>.
/// Salt text: <c>v1:base64(8 salt bytes):v1:base64(nonce):base64(...)</c>; its tail is the encrypted word <c>pulumi</c>.
/// Source: Pulumi, passphrase secrets manager.
/// </remarks>
internal sealed class PassphraseCipher : IDisposable
{
    private const int Rounds = 1_000_000;
    private const int KeyBytes = 32;
    private const int SaltBytes = 8;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const string CheckWord = "pulumi";

    private readonly byte[] key;

    private PassphraseCipher(string passphrase, ReadOnlySpan<byte> salt)
        => key = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase), salt, Rounds, HashAlgorithmName.SHA256, KeyBytes);

    /// <summary>The text for <c>encryptionsalt</c> in the stack file and <c>salt</c> in the state.</summary>
    public string SaltText { get; private set; } = "";

    /// <summary>A cipher with a fresh random salt.</summary>
    public static PassphraseCipher Create(string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var made = new PassphraseCipher(passphrase, salt);
        made.SaltText = $"v1:{Convert.ToBase64String(salt)}:{made.Encrypt(CheckWord)}";
        return made;
    }

    /// <summary>The cipher of an existing salt text.</summary>
    /// <exception cref="Failure">The salt text is damaged, or it was made with another passphrase.</exception>
    public static PassphraseCipher Open(string passphrase, string saltText)
    {
        var parts = saltText.Split(':', 3);
        if (parts is not ["v1", var salt, var check] || !TryBase64(salt, out var bytes))
        {
            throw new Failure("The encryption salt is damaged: it has to read v1:SALT:v1:NONCE:DATA.");
        }

        var cipher = new PassphraseCipher(passphrase, bytes) { SaltText = saltText };
        if (cipher.TryDecrypt(check) != CheckWord)
        {
            cipher.Dispose();
            throw new Failure(
                "incorrect passphrase: set PULUMI_CONFIG_PASSPHRASE (or PULUMI_CONFIG_PASSPHRASE_FILE) to the one that this stack was made with.");
        }

        return cipher;
    }

    public string Encrypt(string plain)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        RandomNumberGenerator.Fill(nonce);
        return Encrypt(plain, nonce);
    }

    /// <summary>With a given nonce; apart from test vectors a nonce is used once only.</summary>
    public string Encrypt(string plain, ReadOnlySpan<byte> nonce)
    {
        var bytes = Encoding.UTF8.GetBytes(plain);
        var sealed_ = new byte[bytes.Length + TagBytes];
        using var cipher = new AesGcm(key, TagBytes); // one a call: it is for one thread at a time
        cipher.Encrypt(nonce, bytes, sealed_.AsSpan(0, bytes.Length), sealed_.AsSpan(bytes.Length));
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(sealed_)}";
    }

    /// <exception cref="Failure">The text was not made with this key, or it was changed since.</exception>
    public string Decrypt(string text) => TryDecrypt(text)
        ?? throw new Failure("A secret cannot be decrypted: it was changed, or it belongs to another passphrase or salt.");

    public void Dispose() => CryptographicOperations.ZeroMemory(key);

    private string? TryDecrypt(string text)
    {
        if (text.Split(':') is not ["v1", var nonce, var data] || !TryBase64(nonce, out var nonceBytes) || !TryBase64(data, out var bytes)
            || nonceBytes.Length != NonceBytes || bytes.Length < TagBytes)
        {
            return null;
        }

        var plain = new byte[bytes.Length - TagBytes];
        try
        {
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(nonceBytes, bytes.AsSpan(0, plain.Length), bytes.AsSpan(plain.Length), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        var done = Convert.TryFromBase64String(text, bytes, out var count);
        bytes = bytes[..count];
        return done;
    }
}
