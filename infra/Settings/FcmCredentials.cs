using Pulumi;

namespace Pinpush.Infra.Settings;

/// <summary>How Google knows us. There are exactly these two ways.</summary>
internal abstract record FcmCredentials
{
    private FcmCredentials()
    {
    }

    /// <summary>A service account that may send through FCM.</summary>
    /// <param name="Json">Its key file.</param>
    internal sealed record ServiceAccount(Output<string> Json) : FcmCredentials;

    /// <summary>The server key of before 2024. Google shut that path down: the channel can be declared, and every send over it fails.</summary>
    internal sealed record LegacyKey(Output<string> ApiKey) : FcmCredentials;

    public static FcmCredentials Read(SettingsReader reader)
    {
        if (!reader.Has("gcmApiKey"))
        {
            return new ServiceAccount(reader.Secret("gcmServiceJson", "the key file of a Google service account", "service-account.json"));
        }

        if (reader.Has("gcmServiceJson"))
        {
            reader.Fault("gcmServiceJson and gcmApiKey are both set: remove the legacy key with ./pinpush pulumi config rm gcmApiKey");
        }

        Log.Warn($"gcmApiKey is a legacy FCM server key. Google shut that path down in 2024, and every push over it fails. Use a service account: "
            + SettingsReader.SecretCommand("gcmServiceJson", "service-account.json"));
        return new LegacyKey(reader.Secret("gcmApiKey", "the legacy server key", "server-key.txt"));
    }
}
