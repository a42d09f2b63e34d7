using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Pinpush.Fakes.Fcm;

/// <summary>Google's OAuth 2 token endpoint for service accounts, and the memory of the tokens it gave.</summary>
/// <remarks>Source: RFC 7523; Google, Using OAuth 2.0 for server to server applications. The audience is not checked: it is a URL of Google's.</remarks>
internal sealed class AccessTokens(SimulatorOptions options)
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private const int LifeSeconds = 3599;
    private const int MaxForm = 64 * 1024;

    private static readonly string[] Scopes =
        ["https://www.googleapis.com/auth/firebase.messaging", "https://www.googleapis.com/auth/cloud-platform"];

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Account> accounts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AccessToken> issued = new(StringComparer.Ordinal);

    private sealed record Account(string? ProjectId, RSA Key);

    /// <param name="ProjectId">Null when the account is not known, or registered for any project.</param>
    internal sealed record AccessToken(string? ProjectId, DateTimeOffset Expires, string? Remark);

    /// <exception cref="ArgumentException">The PEM is no public RSA key.</exception>
    public void Register(string clientEmail, string? projectId, string publicKeyPem)
    {
        var key = RSA.Create();
        key.ImportFromPem(publicKeyPem);
        accounts[clientEmail] = new(projectId, key);
    }

    /// <summary>The token of an <c>Authorization</c> header; null when it is missing, unknown or too old.</summary>
    public AccessToken? Find(string? authorization) =>
        authorization is not null && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && issued.TryGetValue(authorization[7..].Trim(), out var token) && token.Expires > options.Time.GetUtcNow()
            ? token
            : null;

    /// <summary>Answers a request to the token endpoint.</summary>
    public async Task ExchangeAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request.BodyReader, MaxForm, context.RequestAborted);
        using var reader = new FormReader(new MemoryStream(body));
        var form = await reader.ReadFormAsync(context.RequestAborted);
        string? Field(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;

        var (token, error, description) = Field("grant_type") == GrantType
            ? Judge(Field("assertion") ?? "")
            : (null, "unsupported_grant_type", $"Invalid grant_type: {Field("grant_type")}");
        if (token is null)
        {
            await FcmAnswers.WordsAsync(
                context.Response, 400, [("error", error), ("error_description", description)], context.RequestAborted);
            return;
        }

        var text = "ya29.c." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        Forget(options.Time.GetUtcNow());
        issued[text] = token;
        await FcmAnswers.WordsAsync(
            context.Response, 200, [("access_token", text), ("expires_in", LifeSeconds), ("token_type", "Bearer")], context.RequestAborted);
    }

    private (AccessToken? Token, string Error, string Description) Judge(string assertion)
    {
        if (JsonWebToken.Parse(assertion) is not { } parts || JsonWebToken.Text(parts.Header, "alg") != "RS256" || parts.Signature.Length < 128)
        {
            return (null, "invalid_grant", "The assertion is no JWT signed with RS256.");
        }

        if (JsonWebToken.Text(parts.Claims, "iss") is not { Length: > 0 } email)
        {
            return (null, "invalid_grant", "The assertion names no issuer.");
        }

        var now = options.Time.GetUtcNow();
        if (JsonWebToken.Time(parts.Claims, "iat") is not { } from || JsonWebToken.Time(parts.Claims, "exp") is not { } until
            || from > now + Skew || until < now - Skew || until - from > TimeSpan.FromHours(1))
        {
            return (null, "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.");
        }

        if (JsonWebToken.Text(parts.Claims, "scope")?.Split(' ').Intersect(Scopes).Any() != true)
        {
            return (null, "invalid_scope", "No scope of the assertion covers Firebase messaging.");
        }

        var known = accounts.TryGetValue(email, out var account);
        if (known ? !Genuine(account!.Key, parts) : !options.TrustsUnknownKeys) // known, so not null
        {
            return (null, "invalid_grant", "Invalid JWT Signature.");
        }

        var remark = known ? null : $"signature not checked: service account {email} is not registered";
        return (new(account?.ProjectId, now.AddSeconds(LifeSeconds), remark), "", "");
    }

    private static bool Genuine(RSA key, JsonWebToken parts)
    {
        lock (key)
        {
            return key.VerifyData(parts.SignedBytes, parts.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (text, token) in issued)
        {
            if (token.Expires <= now)
            {
                issued.TryRemove(text, out _);
            }
        }
    }
}
