using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Pinpush.Fakes.Apns;

/// <summary>
/// APNs on loopback: judges each push as Apple's gateway does, answers in its words, and keeps in an inbox what the devices got.
/// </summary>
/// <remarks>
/// It stands for the development environment, so that each accepted push is answered with an <c>apns-unique-id</c> too. The number of
/// streams is fixed: Kestrel cannot start a connection at one stream or shrink it after errors, as Apple does.
/// </remarks>
public sealed class ApnsSimulator : IAsyncDisposable
{
    private const int RefusedStream = 7; // RFC 9113, section 7

    private readonly SimulatorOptions options;
    private readonly ProviderTokens tokens;
    private readonly ApnsRules rules;
    private readonly OutcomeScripts scripts = new();
    private SimulatorHost? host;

    private ApnsSimulator(SimulatorOptions options, SimulatorAuthority authority)
    {
        this.options = options;
        Authority = authority;
        tokens = new(options.TrustsUnknownKeys);
        rules = new(options, tokens);
    }

    /// <summary>HTTP/2 over TLS; takes provider tokens and client certificates.</summary>
    public Uri TlsAddress => host!.Addresses[0]; // set before anyone gets this object

    /// <summary>HTTP/2 without TLS, prior knowledge; takes provider tokens.</summary>
    public Uri ClearAddress => host!.Addresses[1]; // as above

    public Inbox Inbox => options.Inbox;

    public SimulatorAuthority Authority { get; }

    /// <exception cref="IOException">A port is in use.</exception>
    /// <exception cref="InvalidDataException">The authority's files are broken.</exception>
    public static async Task<ApnsSimulator> StartAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var simulator = new ApnsSimulator(options, SimulatorAuthority.Open(options.AuthorityFolder, options.Time));
        simulator.host = await SimulatorHost.StartAsync(
            options,
            simulator.Authority,
            [new(options.TlsPort, HttpProtocols.Http2, Tls: true), new(options.ClearPort, HttpProtocols.Http2, Tls: false)],
            simulator.HandleAsync,
            cancellationToken);
        return simulator;
    }

    /// <summary>Makes a key known, as one made on Apple's site: from then on tokens with this key id must bear its signature.</summary>
    /// <param name="teamId">Null takes any team.</param>
    /// <param name="publicKeyPem">The public half, P-256, <c>BEGIN PUBLIC KEY</c>.</param>
    /// <exception cref="ArgumentException">The PEM is no public EC key.</exception>
    public void RegisterKey(string? teamId, string keyId, string publicKeyPem) => tokens.Register(teamId, keyId, publicKeyPem);

    /// <summary>
    /// Orders what becomes of the next pushes to a token that are right in themselves: one outcome per push; the last one goes on
    /// for ever. None at all ends the script.
    /// </summary>
    public void Script(string token, params ReadOnlySpan<ScriptedOutcome> outcomes) => scripts.Set(token, outcomes);

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task HandleAsync(HttpContext context)
    {
        var id = ApnsHeaderRules.One(context.Request.Headers, "apns-id");
        var push = new ApnsPush(context, Guid.TryParseExact(id, "D", out _) ? id! : NewId()); // parsed, so not null
        try
        {
            if (options.Latency > TimeSpan.Zero)
            {
                await Task.Delay(options.Latency, options.Time, context.RequestAborted);
            }

            if (await rules.CheckAsync(push) is { } refusal)
            {
                await RefuseAsync(push, refusal, null);
            }
            else
            {
                await CarryOutAsync(push, scripts.Next(push.Token));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody is left to answer.
        }
    }

    private async ValueTask CarryOutAsync(ApnsPush push, ScriptedOutcome outcome)
    {
        var connection = push.Context.Features.GetRequiredFeature<SimulatorConnection>();
        switch (outcome)
        {
            case ScriptedOutcome.Delayed delayed:
                await Task.Delay(delayed.By, options.Time, push.Context.RequestAborted);
                await CarryOutAsync(push, delayed.Then);
                break;
            case ScriptedOutcome.Refused refused:
                await RefuseAsync(push, ApnsRefusal.Scripted(refused.Status, refused.Reason), refused);
                break;
            case ScriptedOutcome.Hang:
                Keep(push, 0, "hang", accepted: false);
                await Task.Delay(Timeout.InfiniteTimeSpan, options.Time, push.Context.RequestAborted);
                break;
            case ScriptedOutcome.DropConnection drop:
                Keep(push, 0, drop.AfterDelivery ? null : "connection dropped", drop.AfterDelivery);
                connection.Drop();
                break;
            case ScriptedOutcome.RefuseStream:
                Keep(push, 0, "stream refused", accepted: false);
                push.Context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(RefusedStream);
                break;
            case ScriptedOutcome.GoAway:
                connection.GoAway();
                Accept(push);
                break;
            default:
                Accept(push);
                break;
        }
    }

    private void Accept(ApnsPush push)
    {
        var headers = push.Context.Response.Headers;
        headers["apns-id"] = push.Id;
        headers["apns-unique-id"] = NewId();
        Keep(push, StatusCodes.Status200OK, null, accepted: true);
    }

    private async ValueTask RefuseAsync(ApnsPush push, ApnsRefusal refusal, ScriptedOutcome.Refused? script)
    {
        Keep(push, refusal.Status, refusal.Reason, accepted: false);
        var response = push.Context.Response;
        response.StatusCode = refusal.Status;
        response.Headers["apns-id"] = push.Id;
        if (script?.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("reason", refusal.Reason);
        if (refusal.Status == StatusCodes.Status410Gone)
        {
            json.WriteNumber("timestamp", (script?.Since ?? options.Time.GetUtcNow()).ToUnixTimeMilliseconds());
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
                At = options.Time.GetUtcNow(),
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
