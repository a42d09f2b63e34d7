using Pinpush.Cli.Outcomes;
using Pinpush.Client;

namespace Pinpush.Cli.Connecting;

/// <summary>The keys of the file that <c>--credentials</c> or a local server names.</summary>
internal static class CredentialsFile
{
    /// <summary>The profile whose keys count.</summary>
    /// <exception cref="Refusal">The file is malformed or has no profile with both keys.</exception>
    public static Credentials.Profile ProfileIn(string path)
    {
        try
        {
            return CredentialsFiles.First(path);
        }
        catch (ConnectionException fault)
        {
            throw new Refusal(fault.Message);
        }
    }
}
