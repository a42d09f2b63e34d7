using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;
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

    /// <summary>A token that was fetched because its predecessor was refused, and is refused as well, is not replaced sooner.</summary>
    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(1);

    /// <summary>An endpoint that gave none is not asked again sooner, whoever many want to send.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    /// <summary>Google's have some hundred characters, at most 2,048.</summary>
    private const int LongestToken = 4096;

    private readonly ServiceAccountCredential credential;
    private readonly FcmTokenHttp http;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim gate = new(1);
    private volatile Token? held;
    private volatile Failed? failure;
    private volatile string? refused; // the last one that FCM did not accept

    /// <remarks>The file's own <c>token_uri</c> is not followed: whoever sets a channel must not choose what address the server calls.</remarks>
    public FcmAccess(ChannelCredentials.FcmServiceAccount account, GatewayEndpoints endpoints, TimeProvider time)
    {
        using var json = JsonDocument.Parse(account.Json);
        string? Member(string name) =>
            json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        ProjectId = Member("project_id") ?? throw new ArgumentException("The service account names no project_id.", nameof(account));
        http = new FcmTokenHttp(endpoints.CertificateAuthority);
        var url = GatewayTls.Checked(endpoints.FcmToken ?? GoogleToken, nameof(GatewayEndpoints.FcmToken));
        var key = RSA.Create(); // belongs to the credential from here on
        key.ImportFromPem(Member("private_key"));
        credential = new ServiceAccountCredential(new ServiceAccountCredential.Initializer(Member("client_email"), url.AbsoluteUri)
        {
            ProjectId = ProjectId,
            KeyId = Member("private_key_id"),
            Scopes = [Scope],
            HttpClientFactory = http,
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None, // when to ask again is ours to say
            Key = key, // Google's own reader takes PKCS #8 only
        });
        this.time = time;
    }

    public string ProjectId { get; }

    /// <param name="Why">One word or a few.</param>
    private sealed record Failed(Exception Cause, string Why, long At);

    /// <param name="At">When it was fetched, by the monotonic clock.</param>
    /// <param name="Looked">When Google's library called it good.</param>
    /// <param name="After">The one that it replaces because FCM did not accept that; null when there was none.</param>
    private sealed record Token(string Header, long At, long Looked, string? After)
    {
        public bool Works { get; set; }
    }

    /// <summary>The value of the header <c>authorization</c> while the last one is good, else null.</summary>
    public string? Held => held is { } seen && seen.Header != refused && time.GetElapsedTime(seen.Looked) < Look ? seen.Header : null;

    /// <summary>The last one, good or not. Fetch one before.</summary>
    public string Newest => held?.Header ?? "";

    /// <summary>FCM accepted it.</summary>
    public void Worked(string header)
    {
        if (held is { Works: false } seen && seen.Header == header)
        {
            seen.Works = true;
        }
    }

    /// <summary>Called when FCM does not accept <paramref name="header"/>.</summary>
    /// <returns>True when another one can be fetched; false when this is the other one, and has never worked.</returns>
    public bool MayBeRenewed(string header)
    {
        if (held is { Works: false, After: not null } seen && seen.Header == header && time.GetElapsedTime(seen.At) < LeastAge)
        {
            return false;
        }

        refused = header;
        return true;
    }

    /// <summary>Why there is no access token; null when there is one.</summary>
    public string? Trouble => failure?.Why;

    /// <summary>Sees to a header that is not refused, from the cache or the token endpoint. Nothing has left then.</summary>
    /// <returns>Why there is none; null when there is one.</returns>
    public async ValueTask<PushOutcome?> AuthorizeAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await FetchAsync(either.Token);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) // whatever the endpoint says, and Google's library makes of it
        {
            return FcmAccessFailure.Outcome(e);
        }
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (Held is not null)
            {
                return; // somebody else was first
            }

            if (failure is { } known && time.GetElapsedTime(known.At) < AskEvery)
            {
                ExceptionDispatchInfo.Throw(known.Cause);
            }

            await FetchAnewAsync(cancellationToken);
            failure = null;
        }
        catch (Exception e) when (e is not OperationCanceledException && !ReferenceEquals(e, failure?.Cause))
        {
            failure = new(e, FcmAccessFailure.Word(e), time.GetTimestamp());
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task FetchAnewAsync(CancellationToken cancellationToken)
    {
        var stale = held is { } seen && seen.Header == refused ? refused : null;
        if ((stale ?? failure?.Why) is not null && !await credential.RequestAccessTokenAsync(cancellationToken))
        {
            throw new FormatException("The token endpoint gave no access token.");
        }

        var token = await credential.GetAccessTokenForRequestAsync(null, cancellationToken);
        if (token is not { Length: > 0 and <= LongestToken } || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new FormatException("The access token is none."); // RFC 6750, 2.1: printable characters
        }

        var (header, now) = ("Bearer " + token, time.GetTimestamp());
        held = held is { } same && same.Header == header ? same with { Looked = now } : new Token(header, now, now, stale);
    }

    /// <summary>Only the connection: who waits at the gate still has to pass it.</summary>
    public void Dispose() => http.Dispose();
}
