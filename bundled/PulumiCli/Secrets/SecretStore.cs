using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Secrets;

/// <summary>The secrets of one state: what was decrypted keeps its ciphertext, so that an unchanged secret leaves the file unchanged.</summary>
/// <param name="passphrase">Asked at the first use only.</param>
internal sealed class SecretStore(Func<string> passphrase) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<PassphraseCipher>> ciphers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Place, string Plain), string> known = new();
    private Lazy<PassphraseCipher>? current;

    /// <summary>The salt that new secrets are encrypted with; null until <see cref="Use"/> or <see cref="CreateSalt"/>.</summary>
    public string? Salt { get; private set; }

    /// <summary>Encrypts with this salt from here on.</summary>
    public void Use(string salt)
    {
        Salt = salt;
        current = Of(salt);
    }

    /// <summary>Makes a salt where a stack has none yet.</summary>
    public string CreateSalt()
    {
        var cipher = PassphraseCipher.Create(passphrase());
        ciphers[cipher.SaltText] = new Lazy<PassphraseCipher>(cipher);
        Use(cipher.SaltText);
        return cipher.SaltText;
    }

    /// <summary>Derives the key now.</summary>
    /// <exception cref="Failure">The passphrase is not the one of the salt.</exception>
    public void Check() => _ = Current.SaltText;

    /// <summary>Decrypts the raw text of a configuration value.</summary>
    public string DecryptText(string ciphertext) => Current.Decrypt(ciphertext);

    public string EncryptText(string plain) => Current.Encrypt(plain);

    /// <summary>Reads a secret of the state: <c>{ciphertext}</c>, or <c>{plaintext}</c> from an export that shows secrets.</summary>
    /// <param name="salt">The salt of the state that it lies in.</param>
    /// <param name="place">The resource and side it belongs to: its ciphertext is taken again only there.</param>
    public PropertyValue Read(JsonObject secret, string? salt, string place)
    {
        var plain = secret["plaintext"]?.GetValue<string>();
        if (plain is null)
        {
            var ciphertext = secret["ciphertext"]?.GetValue<string>() ?? throw new Failure($"A secret of {place} has neither ciphertext nor plaintext.");
            plain = Of(salt
                ?? throw new Failure("The state holds secrets but names no passphrase secrets provider; no other kind can be read here.")).Value.Decrypt(
                    ciphertext);
            if (salt == Salt)
            {
                known[(place, plain)] = ciphertext;
            }
        }

        return PropertyJson.Read(JsonNode.Parse(plain), inner => Read(inner, salt, place)).AsSecret();
    }

    /// <summary>The state's form of a secret.</summary>
    /// <param name="plain">JSON text of the value.</param>
    public JsonNode Write(string plain, string place) => new JsonObject
    {
        [Signatures.Key] = Signatures.Secret,
        ["ciphertext"] = known.GetOrAdd((place, plain), static (key, cipher) => cipher.Encrypt(key.Plain), Current),
    };

    public void Dispose()
    {
        foreach (var cipher in ciphers.Values.Where(c => c.IsValueCreated))
        {
            cipher.Value.Dispose();
        }
    }

    private PassphraseCipher Current => (current ?? throw new InvalidOperationException("No salt was chosen.")).Value;

    private Lazy<PassphraseCipher> Of(string salt) =>
        ciphers.GetOrAdd(salt, static (text, ask) => new Lazy<PassphraseCipher>(() => PassphraseCipher.Open(ask(), text)), passphrase);
}
