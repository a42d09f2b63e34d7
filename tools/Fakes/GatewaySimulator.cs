using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Pinpush.Fakes;

/// <summary>What both gateways' simulators have in common: how they start and end, their inbox, and how they carry out a script.</summary>
public abstract class GatewaySimulator : IAsyncDisposable
{
    private const int RefusedStream = 7; // RFC 9113, section 7

    private readonly OutcomeScripts scripts = new();
    private SimulatorHost? host;

    private protected GatewaySimulator(SimulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (Options, Authority) = (options, SimulatorAuthority.Open(options.AuthorityFolder, options.Time));
    }

    /// <summary>HTTP/2 over TLS; FCM's takes HTTP/1.1 too, APNs' provider tokens and client certificates.</summary>
    public Uri TlsAddress => Address(0);

    /// <summary>HTTP/2 without TLS, prior knowledge.</summary>
    public Uri ClearAddress => Address(1);

    public Inbox Inbox => Options.Inbox;

    public SimulatorAuthority Authority { get; }

    private protected SimulatorOptions Options { get; }

    /// <summary>
    /// Orders what becomes of the next pushes to a token that are right in themselves: one outcome per push; the last one goes on
    /// for ever. None at all ends the script.
    /// </summary>
    public void Script(string token, params ReadOnlySpan<ScriptedOutcome> outcomes) => scripts.Set(token, outcomes);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return host?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private protected Uri Address(int listener) => host!.Addresses[listener]; // set before anyone gets this object

    private protected async Task ListenAsync(SimulatorHost.Listener[] listeners, CancellationToken cancellationToken) =>
        host = await SimulatorHost.StartAsync(Options, Authority, listeners, HandleAsync, cancellationToken);

    /// <summary>Answers a request.</summary>
    private protected abstract Task AnswerAsync(HttpContext context);

    /// <summary>Does to a push that is right in itself what its token's script says, or accepts it.</summary>
    /// <param name="keep">Puts it into the inbox, with a reason when it is not accepted.</param>
    private protected Task CarryOutAsync(
        string token, HttpContext context, Action<string?> keep, Func<Task> accept, Func<ScriptedOutcome.Refused, Task> refuse) =>
        CarryOutAsync(scripts.Next(token), context, keep, accept, refuse);

    private protected static void RetryAfter(HttpResponse response, TimeSpan? wait)
    {
        if (wait is { } time)
        {
            response.Headers.RetryAfter = ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }

    private async Task CarryOutAsync(
        ScriptedOutcome outcome, HttpContext context, Action<string?> keep, Func<Task> accept, Func<ScriptedOutcome.Refused, Task> refuse)
    {
        var connection = context.Features.GetRequiredFeature<SimulatorConnection>();
        switch (outcome)
        {
            case ScriptedOutcome.Delayed delayed:
                await Task.Delay(delayed.By, Options.Time, context.RequestAborted);
                await CarryOutAsync(delayed.Then, context, keep, accept, refuse);
                break;
            case ScriptedOutcome.Refused refused:
                await refuse(refused);
                break;
            case ScriptedOutcome.Hang:
                keep("hang");
                await Task.Delay(Timeout.InfiniteTimeSpan, Options.Time, context.RequestAborted);
                break;
            case ScriptedOutcome.DropConnection drop:
                keep(drop.AfterDelivery ? null : "connection dropped");
                connection.Drop();
                break;
            case ScriptedOutcome.RefuseStream when context.Features.Get<IHttpResetFeature>() is { } stream:
                keep("stream refused");
                stream.Reset(RefusedStream);
                break;
            case ScriptedOutcome.RefuseStream:
                // HTTP/1.1 has no streams: the connection is all that can be cut.
                keep("connection dropped");
                connection.Drop();
                break;
            case ScriptedOutcome.GoAway:
                connection.GoAway();
                await accept();
                break;
            default:
                await accept();
                break;
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (Options.Latency > TimeSpan.Zero)
            {
                await Task.Delay(Options.Latency, Options.Time, context.RequestAborted);
            }

            await AnswerAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody is left to answer.
        }
    }
}
