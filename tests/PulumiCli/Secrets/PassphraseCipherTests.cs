using Pinpush.PulumiCli.Secrets;

namespace Pinpush.PulumiCli.Tests.Secrets;

/// <summary>
/// Vectors made with other implementations (Python's hashlib and cryptography, Node's crypto); the last one is the official repository's own.
/// </summary>
public sealed class PassphraseCipherTests
{
    private const string Passphrase = "correct horse battery staple";
    private const string Salt = "v1:AQIDBAUGBwg=:v1:EBESExQVFhcYGRob:bHA1XH61ndngv8cgbXLt4nZiLlc8Ag==";

    [Theory]
    [InlineData("s3cr3t-Wert-ü", "v1:ICEiIyQlJicoKSor:gntQpFxBOOLTL3cmTd+T6kyvxyoBT595tFMCN9km")]
    [InlineData("\"s3cr3t-Wert-ü\"", "v1:MDEyMzQ1Njc4OTo7:2MwQP8EwKqeB/xbX4x/RwuB3OkcvwhCeSSONZGYEDvA=")]
    [InlineData("{\"a\":1,\"b\":[true,null]}", "v1:QEFCQ0RFRkdISUpL:+E4BYqDZ/DKSnY6YnLtfDJDIuu2usAx50iUcnFg//wDnXdCnZAaM")]
    public void Encrypts_and_decrypts_as_the_official_one(string plain, string text)
    {
        using var cipher = PassphraseCipher.Open(Passphrase, Salt);
        Assert.Equal(plain, cipher.Decrypt(text));
        Assert.Equal(text, cipher.Encrypt(plain, Convert.FromBase64String(text.Split(':')[1])));
        Assert.Equal(plain, cipher.Decrypt(cipher.Encrypt(plain)));
    }

    [Fact]
    public void Open_EmptyPassphrase_IsOneToo()
    {
        using var cipher = PassphraseCipher.Open("", "v1:AQIDBAUGBwg=:v1:EBESExQVFhcYGRob:JlSFCe0cZWK8yhkcWTBUwImBcWTxbw==");
        Assert.Equal("x", cipher.Decrypt(cipher.Encrypt("x")));
    }

    [Fact]
    public void Open_VectorOfTheOfficialRepository_TakesTheRightPassphraseOnly()
    {
        const string Official = "v1:fozI5u6B030=:v1:F+6ZduKKd8G0/V7L:PGMFeIzwobWRKmEAzUdaQHqC5mMRIQ==";
        PassphraseCipher.Open("password", Official).Dispose();
        Assert.Contains("incorrect passphrase", Assert.Throws<Failure>(() => PassphraseCipher.Open("password123", Official)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyAtOnce_EachGetsItsOwn()
    {
        using var cipher = PassphraseCipher.Create("dev");

        Parallel.For(0, 2_000, i => Assert.Equal($"secret {i}", cipher.Decrypt(cipher.Encrypt($"secret {i}"))));
    }

    [Fact]
    public void Create_OpensWithTheSamePassphrase_AndNeverRepeatsItself()
    {
        using var made = PassphraseCipher.Create("p");
        using var opened = PassphraseCipher.Open("p", made.SaltText);
        Assert.Equal("value", opened.Decrypt(made.Encrypt("value")));
        Assert.NotEqual(made.Encrypt("value"), made.Encrypt("value"));
    }

    [Theory]
    [InlineData("v1:ICEiIyQlJicoKSor:gntQpFxBOOLTL3cmTd+T6kyvxyoBT595tFMCN9kn")] // one bit
    [InlineData("v1:ICEiIyQlJicoKSor:gg==")]
    [InlineData("v2:ICEiIyQlJicoKSor:gntQpFxBOOLTL3cmTd+T6kyvxyoBT595tFMCN9km")]
    [InlineData("nonsense")]
    public void Decrypt_DamagedText_IsRefusedWithoutShowingIt(string text)
    {
        using var cipher = PassphraseCipher.Open(Passphrase, Salt);
        Assert.DoesNotContain(text, Assert.Throws<Failure>(() => cipher.Decrypt(text)).Message, StringComparison.Ordinal);
    }
}
