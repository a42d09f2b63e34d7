using System.Security.Cryptography;
using System.Text.Json;
using Pinpush.Contract;

namespace Pinpush.Gateways.Credentials;

/// <summary>Reads the credentials of an FCM channel request.</summary>
public static class FcmCredentials
{
    private const string Right = "the whole text of the key file that the Firebase console makes under Service accounts";

    // Their default is KEY, and then they do not send a service account that they were given.
    private const string ByKey = " DefaultAuthenticationMethod is KEY and ApiKey is missing; "
        + "with Terraform or Pulumi set default_authentication_method to TOKEN, else they do not send the service account.";

    /// <summary>
    /// A service account when there is one, unless DefaultAuthenticationMethod says KEY and a server key is there too; else the retired
    /// server key.
    /// </summary>
    /// <param name="faults">Each names the member, what is wrong and what would be right; never the key. Empty exactly when the answer is not null.</param>
    public static ChannelCredentials? Parse(GCMChannelRequest request, out IReadOnlyList<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(request);
        var found = new List<Fault>();
        faults = found;
        var method = request.DefaultAuthenticationMethod?.Trim().ToUpperInvariant();
        var hasAccount = !string.IsNullOrWhiteSpace(request.ServiceJson);
        var hasKey = !string.IsNullOrWhiteSpace(request.ApiKey);
        if (method is not (null or "" or "KEY" or "TOKEN"))
        {
            found.Add(new("DefaultAuthenticationMethod",
                $"GCMChannelRequest: DefaultAuthenticationMethod '{request.DefaultAuthenticationMethod}' is neither TOKEN nor KEY."));
        }
        else if (!hasAccount && !hasKey)
        {
            found.Add(new("", $"GCMChannelRequest: Missing credentials. Give ServiceJson: {Right}.{(method == "KEY" ? ByKey : "")}"));
        }
        else if (method == "TOKEN" && !hasAccount)
        {
            found.Add(new("DefaultAuthenticationMethod",
                $"GCMChannelRequest: DefaultAuthenticationMethod is TOKEN, and ServiceJson is missing; it has to be {Right}."));
        }

        var account = CredentialText.Unwrapped(request.ServiceJson ?? "", "{");
        if (hasAccount && Fault(account) is { } why)
        {
            found.Add(new("ServiceJson", $"GCMChannelRequest: ServiceJson {why}; it has to be {Right}."));
        }

        if (found.Count > 0)
        {
            return null;
        }

        return hasAccount && !(method == "KEY" && hasKey)
            ? new ChannelCredentials.FcmServiceAccount(account)
            : new ChannelCredentials.FcmServerKey();
    }

    private static string? Fault(string json)
    {
        if (JsonText.ReadObject(json, out var why) is not { } account)
        {
            return why;
        }

        foreach (var member in new[] { "project_id", "client_email", "private_key" })
        {
            if (!account.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 })
            {
                return $"has no {member}";
            }
        }

        if (account.TryGetProperty("type", out var type) && !(type.ValueKind == JsonValueKind.String && type.ValueEquals("service_account")))
        {
            return "is not of type service_account";
        }

        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(account.GetProperty("private_key").GetString());
            key.ExportPkcs8PrivateKey(); // fails for a public key
            return null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return "has a private_key that cannot be read as an RSA key";
        }
    }
}
