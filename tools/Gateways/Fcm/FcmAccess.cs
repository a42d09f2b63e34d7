using System.Security.Cryptography;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Senders;
using Pinpush.Gateways.Transport;

namespace Pinpush.Gateways.Fcm;

/// <summary>The access token of one service account, fetched by Google's own library.</summary>
internal sealed class FcmAccess : IDisposable
{
    public const string Scope = "https://www.googleapis.com/auth/firebase.messaging";

    private static readonly Uri GoogleToken = new("https://oauth2.googleapis.com/token");

    /// <summary>So often Google's library is asked whether its token is still good; it renews some minutes ahead of the end.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    private readonly ServiceAccountCredential credential;
    private readonly FcmTokenHttp http;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim gate = new(1);
    private volatile Token? held;

    /// <remarks>The file's own <c>token_uri</c> is not followed: whoever sets a channel must not choose what address the server calls.</remarks>
    public FcmAccess(ChannelCredentials.FcmServiceAccount account, GatewayEndpoints endpoints, TimeProvider time)
    {
        using var json = JsonDocument.Parse(account.Json);
        string? Member(string name) =>
            json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        ProjectId = Member("project_id") ?? throw new ArgumentException("The service account names no project_id.", nameof(account));
        http = new FcmTokenHttp(endpoints.CertificateAuthority);
        var url = GatewayHandler.Checked(endpoints.FcmToken ?? GoogleToken, nameof(GatewayEndpoints.FcmToken));
        var key = RSA.Create(); // belongs to the credential from here on
        key.ImportFromPem(Member("private_key"));
        credential = new ServiceAccountCredential(new ServiceAccountCredential.Initializer(Member("client_email"), url.AbsoluteUri)
        {
            ProjectId = ProjectId,
            KeyId = Member("private_key_id"),
            Scopes = [Scope],
            HttpClientFactory = http,
            Key = key, // Google's own reader takes PKCS #8 only
        });
        this.time = time;
    }

    public string ProjectId { get; }

    private sealed record Token(string Header, DateTimeOffset Until);

    /// <summary>The value of the header <c>authorization</c> while the last one is good, else null.</summary>
    public string? Held => held is { } seen && time.GetUtcNow() < seen.Until ? seen.Header : null;

    /// <summary>Another header, from the cache or the token endpoint.</summary>
    /// <param name="refused">The one that FCM did not accept; null when there is none.</param>
    /// <exception cref="TokenResponseException">The token endpoint refused.</exception>
    /// <exception cref="HttpRequestException">The token endpoint was not reached.</exception>
    public async Task<string> FetchAsync(string? refused, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (held is { } seen && seen.Header != refused && time.GetUtcNow() < seen.Until)
            {
                return seen.Header; // somebody else was first
            }

            if (refused is not null && !await credential.RequestAccessTokenAsync(cancellationToken))
            {
                throw new HttpRequestException("The token endpoint gave no access token.");
            }

            var header = "Bearer " + await credential.GetAccessTokenForRequestAsync(null, cancellationToken);
            held = new Token(header, time.GetUtcNow() + Look);
            return header;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Only the connection: who waits at the gate still has to pass it.</summary>
    public void Dispose() => http.Dispose();
}
