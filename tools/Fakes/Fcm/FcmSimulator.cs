using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Pinpush.Fakes.Fcm;

/// <summary>
/// FCM HTTP v1 on loopback, with Google's OAuth 2 token endpoint: judges each message as Google's service does, answers in its words,
/// and keeps in an inbox what the devices got.
/// </summary>
public sealed class FcmSimulator : GatewaySimulator
{
    private const string TokenPath = "/token";
    private const int MaxBody = 256 * 1024;

    private readonly AccessTokens tokens;

    private FcmSimulator(SimulatorOptions options)
        : base(options) => tokens = new(options);

    /// <summary>The OAuth 2 token endpoint, path included, HTTP/1.1 without TLS.</summary>
    public Uri TokenAddress => new(Address(2), TokenPath);

    /// <summary>The OAuth 2 token endpoint, path included, over TLS.</summary>
    public Uri TlsTokenAddress => new(TlsAddress, TokenPath);

    /// <exception cref="IOException">A port is in use.</exception>
    /// <exception cref="InvalidDataException">The authority's files are broken.</exception>
    public static async Task<FcmSimulator> StartAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        var simulator = new FcmSimulator(options);
        await simulator.ListenAsync(
            [
                new(options.TlsPort, HttpProtocols.Http1AndHttp2, Tls: true),
                new(options.ClearPort, HttpProtocols.Http2, Tls: false),
                new(options.TokenPort, HttpProtocols.Http1, Tls: false),
            ],
            cancellationToken);
        return simulator;
    }

    /// <summary>Makes a service account known: from then on its assertions must bear the signature of this key.</summary>
    /// <param name="projectId">The one project that it may send for; null for any.</param>
    /// <param name="publicKeyPem">The public half, RSA, <c>BEGIN PUBLIC KEY</c>.</param>
    /// <exception cref="ArgumentException">The PEM is no public RSA key.</exception>
    public void RegisterAccount(string clientEmail, string? projectId, string publicKeyPem) =>
        tokens.Register(clientEmail, projectId, publicKeyPem);

    private protected override async Task AnswerAsync(HttpContext context)
    {
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
        var push = FcmPush.Empty(context);
        FcmRefusal? refusal;
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(bytes);
            (push, refusal) = Judge(context, project, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half of a surrogate pair, as in "\ud800"
        {
            refusal = FcmRefusal.BadShape("", "Invalid JSON payload received.");
        }

        using (document)
        {
            await (refusal is not null
                ? RefuseAsync(push, refusal, null)
                : CarryOutAsync(
                    push.Target, context, reason => Keep(push, 0, "", reason, reason is null), () => AcceptAsync(push),
                    refused => RefuseAsync(push, FcmRefusal.Scripted(refused.Status, refused.Reason), refused)));
        }
    }

    private (FcmPush Push, FcmRefusal? Refusal) Judge(HttpContext context, string project, JsonElement body)
    {
        var message = ProtoJson.Member(body, "message") ?? default;
        var token = tokens.Find(context.Request.Headers.Authorization);
        var dryRun = ProtoJson.Member(body, "validate_only") is { ValueKind: JsonValueKind.True };
        var target = FcmMessageRules.Target(message);
        var wrongForm = ProtoJson.Member(message, "token") is not null && !RegistrationTokenForm.IsRight(target);
        string?[] remarks =
        [
            token?.Remark,
            wrongForm ? "a real gateway would refuse: not an FCM registration token" : null,
            dryRun ? "validate_only: not delivered" : null,
        ];
        var remark = string.Join("; ", remarks.OfType<string>());
        var refusal = token is null ? FcmRefusal.Unauthenticated
            : FcmMessageRules.Check(body, message)
            ?? (token.ProjectId is not null && token.ProjectId != project ? FcmRefusal.WrongProject(project) : null)
            ?? (wrongForm && Options.Strict ? FcmRefusal.BadToken : null);
        return (new FcmPush(context, project, target, message, dryRun, remark.Length > 0 ? remark : null), refusal);
    }

    private async Task AcceptAsync(FcmPush push)
    {
        var id = push.ValidateOnly
            ? "fake_message_id"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"0:{Options.Time.GetUtcNow().ToUnixTimeMilliseconds() * 1000}%{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        var name = $"projects/{push.Project}/messages/{id}";
        Keep(push, StatusCodes.Status200OK, name, null, accepted: !push.ValidateOnly);
        await FcmAnswers.WordsAsync(push.Context.Response, StatusCodes.Status200OK, [("name", name)], push.Context.RequestAborted);
    }

    private async Task RefuseAsync(FcmPush push, FcmRefusal refusal, ScriptedOutcome.Refused? script)
    {
        Keep(push, refusal.Code, "", refusal.Reason, accepted: false);
        RetryAfter(push.Context.Response, script?.RetryAfter);
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
                At = Options.Time.GetUtcNow(),
                Status = status,
                Accepted = accepted,
                Reason = reason,
                Payload = payload,
                Remark = push.Remark,
            },
            countId: false);
    }
}
