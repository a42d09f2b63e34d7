namespace Pinpush.Client.Tests;

public sealed class CredentialsFilesTests : IDisposable
{
    private const string Keys = "aws_access_key_id = AKID\naws_secret_access_key = s3cret\n";
    private readonly string file = Path.GetTempFileName();

    [Theory]
    [InlineData("[a]\n" + Keys + "[default]\n" + Keys, "default")]
    [InlineData("[none]\nregion = x\n[b]\n" + Keys + "[default]\nregion = x\n", "b")]
    public void First_TellsTheProfileWhoseKeysCount(string text, string name)
    {
        File.WriteAllText(file, text);

        Assert.Equal(name, CredentialsFiles.First(file).Name);
    }

    [Theory]
    [InlineData("[a]\nregion = x\n", "has no profile with aws_access_key_id and aws_secret_access_key.")]
    [InlineData("s3cret\n", "is not a shared-credentials file.")]
    public void First_NoKeys_SaysSoWithoutQuotingTheFile(string text, string why)
    {
        File.WriteAllText(file, text);

        var refused = Assert.Throws<ConnectionException>(() => CredentialsFiles.First(file));

        Assert.Equal($"{file} {why}", refused.Message);
    }

    [Fact]
    public void Open_NoSuchProfile_SaysWhere()
    {
        File.WriteAllText(file, "[a]\n" + Keys);

        var refused = Assert.Throws<ConnectionException>(() => Connection.Open(new("eu-central-1", null, new Credentials.Profile("b", [file]))));

        Assert.StartsWith($"There is no profile 'b' with keys in {file}.", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(file);
}
