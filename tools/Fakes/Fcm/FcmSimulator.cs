using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Pinpush.Fakes.Fcm;

/// <summary>
/// FCM HTTP v1 on loopback, with Google's OAuth 2 token endpoint: judges each message as Google's service does, answers in its words,
/// and keeps in an inbox what the devices got.
/// </summary>
public sealed class FcmSimulator : IAsyncDisposable
{
    private const string TokenPath = "/token";
    private const int MaxBody = 256 * 1024;
    private const int RefusedStream = 7; // RFC 9113, section 7

    private readonly SimulatorOptions options;
    private readonly AccessTokens tokens;
    private readonly OutcomeScripts scripts = new();
    private SimulatorHost? host;

    private FcmSimulator(SimulatorOptions options, SimulatorAuthority authority)
    {
        this.options = options;
        Authority = authority;
        tokens = new(options);
    }

    /// <summary>HTTP/2 and HTTP/1.1 over TLS.</summary>
    public Uri TlsAddress => host!.Addresses[0]; // set before anyone gets this object

    /// <summary>HTTP/2 without TLS, prior knowledge.</summary>
    public Uri ClearAddress => host!.Addresses[1]; // as above

    /// <summary>The OAuth 2 token endpoint, path included, HTTP/1.1 without TLS.</summary>
    public Uri TokenAddress => new(host!.Addresses[2], TokenPath); // as above

    /// <summary>The OAuth 2 token endpoint, path included, over TLS.</summary>
    public Uri TlsTokenAddress => new(TlsAddress, TokenPath);

    public Inbox Inbox => options.Inbox;

    public SimulatorAuthority Authority { get; }

    /// <exception cref="IOException">A port is in use.</exception>
    /// <exception cref="InvalidDataException">The authority's files are broken.</exception>
    public static async Task<FcmSimulator> StartAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var simulator = new FcmSimulator(options, SimulatorAuthority.Open(options.AuthorityFolder, options.Time));
        simulator.host = await SimulatorHost.StartAsync(
            options,
            simulator.Authority,
            [
                new(options.TlsPort, HttpProtocols.Http1AndHttp2, Tls: true),
                new(options.ClearPort, HttpProtocols.Http2, Tls: false),
                new(options.TokenPort, HttpProtocols.Http1, Tls: false),
            ],
            simulator.HandleAsync,
            cancellationToken);
        return simulator;
    }

    /// <summary>Makes a service account known: from then on its assertions must bear the signature of this key.</summary>
    /// <param name="projectId">The one project that it may send for; null for any.</param>
    /// <param name="publicKeyPem">The public half, RSA, <c>BEGIN PUBLIC KEY</c>.</param>
    /// <exception cref="ArgumentException">The PEM is no public RSA key.</exception>
    public void RegisterAccount(string clientEmail, string? projectId, string publicKeyPem) =>
        tokens.Register(clientEmail, projectId, publicKeyPem);

    /// <summary>
    /// Orders what becomes of the next messages to a token that are right in themselves: one outcome per message; the last one goes
    /// on for ever. None at all ends the script.
    /// </summary>
    public void Script(string token, params ReadOnlySpan<ScriptedOutcome> outcomes) => scripts.Set(token, outcomes);

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (options.Latency > TimeSpan.Zero)
            {
                await Task.Delay(options.Latency, options.Time, context.RequestAborted);
            }

            if (context.Request.Path == TokenPath && HttpMethods.IsPost(context.Request.Method))
            {
                await tokens.ExchangeAsync(context);
            }
            else if (ProjectOf(context.Request) is { } project)
            {
                await SendAsync(context, project);
            }
            else
            {
                // Also what became of the old server-key path, /fcm/send.
                await FcmAnswers.ErrorAsync(context.Response, FcmRefusal.NotFound, context.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody is left to answer.
        }
    }

    /// <returns>The project of <c>POST /v1/projects/{project}/messages:send</c>, else null.</returns>
    private static string? ProjectOf(HttpRequest request)
    {
        const string Before = "/v1/projects/";
        const string After = "/messages:send";
        var path = request.Path.Value ?? "";
        return HttpMethods.IsPost(request.Method) && path.Length > Before.Length + After.Length
            && path.StartsWith(Before, StringComparison.Ordinal) && path.EndsWith(After, StringComparison.Ordinal)
            && path[Before.Length..^After.Length] is var project && !project.Contains('/')
                ? project
                : null;
    }

    private async Task SendAsync(HttpContext context, string project)
    {
        var bytes = await RequestBody.ReadAsync(context.Request.BodyReader, MaxBody, context.RequestAborted);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes);
        }
        catch (JsonException)
        {
            await RefuseAsync(FcmPush.Empty(context), FcmRefusal.BadShape("", "Invalid JSON payload received."), null);
            return;
        }

        using (document)
        {
            var message = ProtoJson.Member(document.RootElement, "message") ?? default;
            var token = tokens.Find(context.Request.Headers.Authorization);
            var dryRun = ProtoJson.Member(document.RootElement, "validate_only") is { ValueKind: JsonValueKind.True };
            var target = FcmMessageRules.Target(message);
            var wrongForm = ProtoJson.Member(message, "token") is not null && !RegistrationTokenForm.IsRight(target);
            string?[] remarks =
            [
                token?.Remark,
                wrongForm ? "a real gateway would refuse: not an FCM registration token" : null,
                dryRun ? "validate_only: not delivered" : null,
            ];
            var remark = string.Join("; ", remarks.OfType<string>());
            var push = new FcmPush(context, project, target, message, dryRun, remark.Length > 0 ? remark : null);

            var refusal = token is null ? FcmRefusal.Unauthenticated
                : FcmMessageRules.Check(document.RootElement, message)
                ?? (token.ProjectId is not null && token.ProjectId != project ? FcmRefusal.WrongProject(project) : null)
                ?? (wrongForm && options.Strict ? FcmRefusal.BadToken : null);
            await (refusal is null ? CarryOutAsync(push, scripts.Next(target)) : RefuseAsync(push, refusal, null));
        }
    }

    private async Task CarryOutAsync(FcmPush push, ScriptedOutcome outcome)
    {
        var connection = push.Context.Features.GetRequiredFeature<SimulatorConnection>();
        switch (outcome)
        {
            case ScriptedOutcome.Delayed delayed:
                await Task.Delay(delayed.By, options.Time, push.Context.RequestAborted);
                await CarryOutAsync(push, delayed.Then);
                break;
            case ScriptedOutcome.Refused refused:
                await RefuseAsync(push, FcmRefusal.Scripted(refused.Status, refused.Reason), refused);
                break;
            case ScriptedOutcome.Hang:
                Keep(push, 0, "", "hang", accepted: false);
                await Task.Delay(Timeout.InfiniteTimeSpan, options.Time, push.Context.RequestAborted);
                break;
            case ScriptedOutcome.DropConnection drop:
                Keep(push, 0, "", drop.AfterDelivery ? null : "connection dropped", drop.AfterDelivery);
                connection.Drop();
                break;
            case ScriptedOutcome.RefuseStream when push.Context.Features.Get<IHttpResetFeature>() is { } stream:
                Keep(push, 0, "", "stream refused", accepted: false);
                stream.Reset(RefusedStream);
                break;
            case ScriptedOutcome.RefuseStream:
                // HTTP/1.1 has no streams: the connection is all that can be cut.
                Keep(push, 0, "", "connection dropped", accepted: false);
                connection.Drop();
                break;
            case ScriptedOutcome.GoAway:
                connection.GoAway();
                await AcceptAsync(push);
                break;
            default:
                await AcceptAsync(push);
                break;
        }
    }

    private async Task AcceptAsync(FcmPush push)
    {
        var id = push.ValidateOnly
            ? "fake_message_id"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"0:{options.Time.GetUtcNow().ToUnixTimeMilliseconds() * 1000}%{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        var name = $"projects/{push.Project}/messages/{id}";
        Keep(push, StatusCodes.Status200OK, name, null, accepted: !push.ValidateOnly);
        await FcmAnswers.WordsAsync(push.Context.Response, StatusCodes.Status200OK, [("name", name)], push.Context.RequestAborted);
    }

    private async Task RefuseAsync(FcmPush push, FcmRefusal refusal, ScriptedOutcome.Refused? script)
    {
        Keep(push, refusal.Code, "", refusal.Reason, accepted: false);
        if (script?.RetryAfter is { } wait)
        {
            push.Context.Response.Headers.RetryAfter = ((long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await FcmAnswers.ErrorAsync(push.Context.Response, refusal, push.Context.RequestAborted);
    }

    private void Keep(FcmPush push, int status, string name, string? reason, bool accepted)
    {
        var payload = Inbox.KeepsDeliveries && push.Message.ValueKind != JsonValueKind.Undefined
            ? Encoding.UTF8.GetBytes(push.Message.GetRawText())
            : null;
        Inbox.Add(
            new ArrivedPush
            {
                Service = "FCM",
                Token = push.Target,
                MessageId = name,
                At = options.Time.GetUtcNow(),
                Status = status,
                Accepted = accepted,
                Reason = reason,
                Payload = payload,
                Remark = push.Remark,
            },
            countId: false);
    }
}
