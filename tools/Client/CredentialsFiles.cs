using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace Pinpush.Client;

/// <summary>Reads shared-credentials files of AWS.</summary>
public static class CredentialsFiles
{
    /// <summary>The profile of a file whose keys count where nobody names one: <c>default</c>, else the first that has keys.</summary>
    /// <exception cref="ConnectionException">The file is malformed or has no profile with both keys.</exception>
    public static Credentials.Profile First(string file)
    {
        List<CredentialProfile> profiles;
        try
        {
            profiles = new SharedCredentialsFile(file).ListProfiles();
        }
        catch (InvalidDataException e)
        {
            throw new ConnectionException($"{file} is not a shared-credentials file.", e); // its own message would quote the line, and with it the secret
        }

        var found = profiles.FirstOrDefault(p => p.Name == "default" && HasKeys(p)) ?? profiles.FirstOrDefault(HasKeys);
        return found is not null ? new(found.Name, [file])
            : throw new ConnectionException($"{file} has no profile with aws_access_key_id and aws_secret_access_key.");
    }

    /// <exception cref="ConnectionException">There is no such profile, or it cannot be read.</exception>
    internal static AWSCredentials Open(Credentials.Profile wanted)
    {
        var name = wanted.Name ?? Environment.GetEnvironmentVariable("AWS_PROFILE") ?? "default";
        var places = wanted.Files.Count > 0 ? string.Join(", ", wanted.Files) : "your AWS configuration and credentials files";
        try
        {
            foreach (var source in wanted.Files.Select(file => new SharedCredentialsFile(file)))
            {
                if (source.TryGetProfile(name, out var profile))
                {
                    return AWSCredentialsFactory.GetAWSCredentials(profile, source);
                }
            }

            if (wanted.Files.Count == 0 && new CredentialProfileStoreChain().TryGetAWSCredentials(name, out var found))
            {
                return found;
            }
        }
        catch (Exception e) when (e is InvalidDataException or AmazonClientException or IOException or UnauthorizedAccessException)
        {
            // The exception's own message may quote a line of the file, and with it the key.
            throw new ConnectionException(
                $"The profile '{name}' in {places} cannot be read: the file is not of the form of a shared credentials file, or may not be opened.", e);
        }

        throw new ConnectionException(
            $"There is no profile '{name}' with keys in {places}. Name one that is there with 'profile', or give accessKey and secretKey.");
    }

    private static bool HasKeys(CredentialProfile profile) =>
        !string.IsNullOrEmpty(profile.Options.AccessKey) && !string.IsNullOrEmpty(profile.Options.SecretKey);
}
