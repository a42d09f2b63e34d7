using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Connecting;

/// <summary>Reads an AWS shared-credentials file: profile <c>default</c>, else the first that has keys.</summary>
internal static class CredentialsFile
{
    /// <exception cref="Refusal">The file is malformed or has no profile with both keys.</exception>
    public static BasicAWSCredentials Read(string path)
    {
        var options = ProfileIn(path).Options;
        return new BasicAWSCredentials(options.AccessKey, options.SecretKey);
    }

    /// <summary>The profile whose keys count.</summary>
    /// <exception cref="Refusal">The file is malformed or has no profile with both keys.</exception>
    public static CredentialProfile ProfileIn(string path)
    {
        List<CredentialProfile> profiles;
        try
        {
            profiles = new SharedCredentialsFile(path).ListProfiles();
        }
        catch (InvalidDataException)
        {
            throw new Refusal($"{path} is not a shared-credentials file."); // its own message would quote the line, and with it the secret
        }

        return profiles.FirstOrDefault(p => p.Name == "default" && HasKeys(p)) ?? profiles.FirstOrDefault(HasKeys)
            ?? throw new Refusal($"{path} has no profile with aws_access_key_id and aws_secret_access_key.");
    }

    private static bool HasKeys(CredentialProfile profile) =>
        !string.IsNullOrEmpty(profile.Options.AccessKey) && !string.IsNullOrEmpty(profile.Options.SecretKey);
}
