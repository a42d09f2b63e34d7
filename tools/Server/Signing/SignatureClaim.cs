using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Pinpush.Server.Signing;

/// <summary>Who a request says has signed it, when and what: in its header Authorization or, presigned, in its query.</summary>
/// <param name="Day">Of the credential scope; the day of <paramref name="Date"/>.</param>
/// <param name="Date">As it was signed: <c>20260102T030405Z</c>.</param>
/// <param name="Lifetime">How long after <paramref name="At"/> it counts.</param>
/// <param name="SignedHeaders">As they were signed: <c>host;x-amz-date</c>.</param>
/// <param name="Signature">64 hex digits, when it is right.</param>
internal sealed record SignatureClaim(
    string KeyId, string Day, string Region, string Date, DateTimeOffset At, TimeSpan Lifetime, string SignedHeaders, string Signature)
{
    public const string Algorithm = "AWS4-HMAC-SHA256", Service = "mobiletargeting", SignatureParameter = "X-Amz-Signature";

    /// <summary>What clocks may differ by, and how long a signature counts that does not say so. AWS's own five minutes.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const int MostSeconds = 7 * 24 * 3600; // AWS's own limit

    public string Scope => $"{Day}/{Region}/{Service}/aws4_request";

    /// <summary>Null with what is wrong with its form.</summary>
    public static SignatureClaim? Read(HttpRequest request, RawTarget target, out SignatureFault? fault)
    {
        // AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-west-1/mobiletargeting/aws4_request, SignedHeaders=host;x-amz-date, Signature=0a1b...
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length > 0)
        {
            var parts = authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal)
                ? authorization[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries).Select(p => p.Split('=', 2)).ToLookup(p => p[0], p => p[^1])
                : null;
            fault = SignatureFault.Incomplete(
                "The header Authorization is not of the form 'AWS4-HMAC-SHA256 Credential=.../aws4_request, SignedHeaders=..., Signature=...'.");
            return parts is not null && One(parts, "Credential") is { } credential && One(parts, "SignedHeaders") is { } signed
                && One(parts, "Signature") is { } signature
                    ? Of(credential, request.Headers["X-Amz-Date"].ToString(), Skew, signed, signature, "x-amz-date", out fault) : null;
        }

        // ?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20260102%2F...&X-Amz-Date=...&X-Amz-SignedHeaders=host&X-Amz-Signature=0a1b...
        if (target.Parameters[SignatureParameter].Any())
        {
            var seconds = 0;
            fault = SignatureFault.Incomplete(
                "The query needs X-Amz-Algorithm=AWS4-HMAC-SHA256, X-Amz-Credential, X-Amz-Date, X-Amz-SignedHeaders and X-Amz-Signature, once each. "
                    + $"X-Amz-Expires is 1 to {MostSeconds} seconds; without it the signature counts for five minutes.");
            var parameters = target.Parameters;
            var expires = parameters["X-Amz-Expires"].ToList();
            return One(parameters, "X-Amz-Algorithm") == Algorithm && One(parameters, "X-Amz-Credential") is { } credential
                && One(parameters, "X-Amz-Date") is { } date && One(parameters, "X-Amz-SignedHeaders") is { } signed
                && One(parameters, SignatureParameter) is { } signature
                && (expires is [] || (expires is [var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
                    && seconds is > 0 and <= MostSeconds))
                    ? Of(credential, date, expires is [] ? Skew : TimeSpan.FromSeconds(seconds), signed, signature, "host", out fault) : null;
        }

        fault = SignatureFault.Missing;
        return null;
    }

    /// <param name="needed">Header that has to be signed beside the host.</param>
    private static SignatureClaim? Of(
        string credential, string date, TimeSpan lifetime, string signedHeaders, string signature, string needed, out SignatureFault? fault)
    {
        var isDate = DateTimeOffset.TryParseExact(
            date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        var names = signedHeaders.Split(';');
        if (credential.Split('/') is not [var keyId, var day, var region, var service, "aws4_request"])
        {
            fault = SignatureFault.Incomplete($"The credential is not of the form KEY/20260102/REGION/{Service}/aws4_request.");
        }
        else if (!isDate)
        {
            fault = SignatureFault.Incomplete("X-Amz-Date is missing or not of the form 20260102T030405Z.");
        }
        else if (!names.Contains("host") || !names.Contains(needed))
        {
            fault = SignatureFault.Incomplete("SignedHeaders has to name host, and x-amz-date where the signature is in the header Authorization.");
        }
        else if (service != Service)
        {
            fault = SignatureFault.Invalid($"Credential should be scoped to correct service: '{Service}'.");
        }
        else if (day != date[..8])
        {
            fault = SignatureFault.Invalid(
                $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{day}' != '{date[..8]}'.");
        }
        else if (region.Length == 0 || !region.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            fault = SignatureFault.Invalid("Credential should be scoped to a valid region, such as 'us-east-1'.");
        }
        else
        {
            fault = null;
            return new(keyId, day, region, date, at, lifetime, signedHeaders, signature);
        }

        return null;
    }

    private static string? One(ILookup<string, string> parts, string name) => parts[name].ToList() is [var one] ? one : null;
}
