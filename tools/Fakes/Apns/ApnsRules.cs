using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using static Pinpush.Fakes.Apns.ApnsHeaderRules;

namespace Pinpush.Fakes.Apns;

/// <summary>Judges a push as APNs would.</summary>
internal sealed class ApnsRules(SimulatorOptions options, ProviderTokens tokens)
{
    private const string DevicePath = "/3/device/";

    /// <summary>
    /// (1) method and path, (2) headers, (3) the form of the token, (4) who sends, (5) topic, (6) body.
    /// Sets the push's token and body, and marks it.
    /// </summary>
    /// <returns>Null when the push is right.</returns>
    public async ValueTask<ApnsRefusal?> CheckAsync(ApnsPush push)
    {
        var request = push.Context.Request;
        var path = push.Context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget; // as it came: no dots resolved, no query cut off

        // (1)
        if (path != "/3/device" && (!path.StartsWith(DevicePath, StringComparison.Ordinal) || path.AsSpan(DevicePath.Length).ContainsAny('/', '?')))
        {
            return ApnsRefusal.Of("BadPath");
        }

        push.Token = path.Length > DevicePath.Length ? Uri.UnescapeDataString(path[DevicePath.Length..]) : "";
        if (!HttpMethods.IsPost(request.Method))
        {
            return ApnsRefusal.Of("MethodNotAllowed");
        }

        // Read in any case: the inbox shows what was refused, too.
        push.Body = await RequestBody.ReadAsync(request.BodyReader, ApnsPayloadRules.MaxRead, push.Context.RequestAborted);

        // (2)
        var certificate = push.Context.Connection.ClientCertificate;
        var certificateTopic = certificate is null ? null : SubjectUid(certificate);
        if (Check(request.Headers, certificateTopic) is { } badHeader)
        {
            return badHeader;
        }

        // (3)
        if (push.Token.Length == 0)
        {
            return ApnsRefusal.Of("MissingDeviceToken");
        }

        if (DeviceTokenForm.Fault(push.Token) is { } fault)
        {
            if (options.Strict)
            {
                return ApnsRefusal.Of("BadDeviceToken");
            }

            push.Mark($"a real gateway would refuse: {fault}");
        }

        // (4)
        if (CheckSender(push, certificate, certificateTopic) is { } badSender)
        {
            return badSender;
        }

        // (5)
        var pushType = One(request.Headers, "apns-push-type");
        if (CheckTopic(One(request.Headers, "apns-topic") ?? certificateTopic ?? "", pushType, certificateTopic) is { } badTopic)
        {
            return badTopic;
        }

        // (6)
        var (badBody, remark) = ApnsPayloadRules.Check(push.Body, pushType, options.Strict);
        push.Mark(remark);
        if (pushType is null)
        {
            push.Mark("apns-push-type is missing: newer devices may not get this");
        }

        return badBody;
    }

    private ApnsRefusal? CheckSender(ApnsPush push, X509Certificate2? certificate, string? certificateTopic)
    {
        var now = options.Time.GetUtcNow();
        if (certificate is not null)
        {
            // On such a connection APNs ignores the authorization header.
            if (now < certificate.NotBefore || now > certificate.NotAfter || (options.Strict && certificateTopic is null))
            {
                return ApnsRefusal.Of("BadCertificate");
            }

            push.Mark(certificateTopic is null ? "the certificate names no topic in its subject UID" : null);
            return null;
        }

        const string Scheme = "bearer ";
        if (One(push.Context.Request.Headers, "authorization") is not { } authorization
            || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return ApnsRefusal.Of("MissingProviderToken");
        }

        var token = tokens.Verify(authorization.AsSpan(Scheme.Length));
        push.Mark(token.Remark);
        return token.RefusalAt(now) ?? push.Context.Features.Get<SimulatorConnection>()?.Pin.Check(token, now);
    }

    /// <summary>The bundle id in the certificate's subject, as <c>UID=com.example.shop, CN=…</c>; null when there is none.</summary>
    private static string? SubjectUid(X509Certificate2 certificate)
    {
        const string UserId = "0.9.2342.19200300.100.1.1";
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (!part.HasMultipleElements && part.GetSingleElementType().Value == UserId)
            {
                return part.GetSingleElementValue();
            }
        }

        return null;
    }
}
