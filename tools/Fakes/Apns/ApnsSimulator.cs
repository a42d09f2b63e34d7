using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Pinpush.Fakes.Apns;

/// <summary>
/// APNs on loopback: judges each push as Apple's gateway does, answers in its words, and keeps in an inbox what the devices got.
/// </summary>
/// <remarks>
/// It stands for the development environment, so that each accepted push is answered with an <c>apns-unique-id</c> too. The number of
/// streams is fixed: Kestrel cannot start a connection at one stream or shrink it after errors, as Apple does.
/// </remarks>
public sealed class ApnsSimulator : GatewaySimulator
{
    private readonly ProviderTokens tokens;
    private readonly ApnsRules rules;

    private ApnsSimulator(SimulatorOptions options)
        : base(options)
    {
        tokens = new(options.TrustsUnknownKeys);
        rules = new(options, tokens);
    }

    /// <exception cref="IOException">A port is in use.</exception>
    /// <exception cref="InvalidDataException">The authority's files are broken.</exception>
    public static async Task<ApnsSimulator> StartAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        var simulator = new ApnsSimulator(options);
        await simulator.ListenAsync(
            [new(options.TlsPort, HttpProtocols.Http2, Tls: true), new(options.ClearPort, HttpProtocols.Http2, Tls: false)], cancellationToken);
        return simulator;
    }

    /// <summary>Makes a key known, as one made on Apple's site: from then on tokens with this key id must bear its signature.</summary>
    /// <param name="teamId">Null takes any team.</param>
    /// <param name="publicKeyPem">The public half, P-256, <c>BEGIN PUBLIC KEY</c>.</param>
    /// <exception cref="ArgumentException">The PEM is no public EC key.</exception>
    public void RegisterKey(string? teamId, string keyId, string publicKeyPem) => tokens.Register(teamId, keyId, publicKeyPem);

    private protected override async Task AnswerAsync(HttpContext context)
    {
        var id = ApnsHeaderRules.One(context.Request.Headers, "apns-id");
        var push = new ApnsPush(context, Guid.TryParseExact(id, "D", out _) ? id! : NewId()); // parsed, so not null
        if (await rules.CheckAsync(push) is { } refusal)
        {
            await RefuseAsync(push, refusal, null);
        }
        else
        {
            await CarryOutAsync(
                push.Token, context, reason => Keep(push, 0, reason, reason is null), () => AcceptAsync(push),
                refused => RefuseAsync(push, ApnsRefusal.Scripted(refused.Status, refused.Reason), refused));
        }
    }

    private Task AcceptAsync(ApnsPush push)
    {
        var headers = push.Context.Response.Headers;
        headers["apns-id"] = push.Id;
        headers["apns-unique-id"] = NewId();
        Keep(push, StatusCodes.Status200OK, null, accepted: true);
        return Task.CompletedTask;
    }

    private async Task RefuseAsync(ApnsPush push, ApnsRefusal refusal, ScriptedOutcome.Refused? script)
    {
        Keep(push, refusal.Status, refusal.Reason, accepted: false);
        var response = push.Context.Response;
        response.StatusCode = refusal.Status;
        response.Headers["apns-id"] = push.Id;
        RetryAfter(response, script?.RetryAfter);
        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("reason", refusal.Reason);
        if (refusal.Status == StatusCodes.Status410Gone)
        {
            json.WriteNumber("timestamp", (script?.Since ?? Options.Time.GetUtcNow()).ToUnixTimeMilliseconds());
        }

        json.WriteEndObject();
        await json.FlushAsync(push.Context.RequestAborted);
    }

    private void Keep(ApnsPush push, int status, string? reason, bool accepted)
    {
        var details = Inbox.KeepsDeliveries;
        Inbox.Add(
            new ArrivedPush
            {
                Service = "APNS",
                Token = push.Token,
                MessageId = push.Id,
                At = Options.Time.GetUtcNow(),
                Status = status,
                Accepted = accepted,
                Reason = reason,
                Headers = details ? push.Headers() : null,
                Payload = details && push.Body.Length > 0 ? push.Body : null,
                Remark = push.Remark,
            },
            countId: true);
    }

    private static string NewId() => Guid.NewGuid().ToString("D");
}
