using Pinpush.Contract;

namespace Pinpush.Gateways.Credentials;

/// <summary>Reads the credentials of an APNs channel request.</summary>
public static class ApnsCredentials
{
    /// <summary>Judges all that is given and picks by DefaultAuthenticationMethod (CERTIFICATE, or KEY and TOKEN, which mean the same).</summary>
    /// <param name="faults">Each names the member, what is wrong and what would be right; never the key. Empty exactly when the answer is not null.</param>
    public static ChannelCredentials? Parse(APNSChannelRequest request, out IReadOnlyList<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(request);
        var found = new List<Fault>();
        faults = found;
        var hasToken = Given(request.TokenKey) || Given(request.TokenKeyId) || Given(request.TeamId);
        var hasCertificate = Given(request.Certificate);
        if (!hasToken && !hasCertificate)
        {
            found.Add(new("", "APNSChannelRequest: Missing credentials. Give TokenKey, TokenKeyId, TeamId and BundleId, or Certificate and PrivateKey."));
            return null;
        }

        var token = hasToken ? ApnsTokenKey.Parse(request, found) : null;
        var certificate = hasCertificate ? ApnsCertificateFile.Parse(request, found) : null;
        ChannelCredentials? chosen = null;
        switch (request.DefaultAuthenticationMethod?.Trim().ToUpperInvariant())
        {
            case null or "":
                chosen = token as ChannelCredentials ?? certificate;
                break;
            case "KEY" or "TOKEN":
                chosen = token;
                AddIf(!hasToken, "asks for a token key, and TokenKey, TokenKeyId, TeamId and BundleId are missing.");
                break;
            case "CERTIFICATE":
                chosen = certificate;
                AddIf(!hasCertificate, "is CERTIFICATE, and Certificate is missing.");
                break;
            default:
                AddIf(true, $"'{request.DefaultAuthenticationMethod}' is none of CERTIFICATE, KEY, TOKEN.");
                break;
        }

        return found.Count == 0 ? chosen : null;

        void AddIf(bool wrong, string says)
        {
            if (wrong)
            {
                found.Add(new(nameof(request.DefaultAuthenticationMethod), "APNSChannelRequest: DefaultAuthenticationMethod " + says));
            }
        }
    }

    internal static bool Given(string? text) => !string.IsNullOrWhiteSpace(text);
}
