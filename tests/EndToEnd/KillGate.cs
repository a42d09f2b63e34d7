using System.Text.Json.Nodes;
using Pinpush.Plugin.Tests;

namespace Pinpush.EndToEnd.Tests;

/// <summary>
/// Stands before the server and passes every call on as it is. At a chosen call that changes something it ends a process, either before the call
/// arrives or when it is done and its answer is on the way, and cuts the connection. What did not arrive does not arrive by a retry either.
/// </summary>
internal sealed class KillGate : IAsyncDisposable
{
    private readonly Lock armed = new();
    private Func<string, bool?> when = _ => null;
    private Action? kill;
    private string? lost;
    private Relay? relay;

    public Uri Address => relay!.Address; // set by StartAsync

    /// <summary>Whether the process was ended.</summary>
    public bool HasFired { get; private set; }

    public static async Task<KillGate> StartAsync(Uri server)
    {
        var gate = new KillGate();
        gate.relay = await Relay.StartAsync(server, gate.PassAsync);
        return gate;
    }

    /// <param name="when">
    /// Of each POST and PUT, such as <c>POST /v1/apps/1/segments premium</c>, in turn: whether the server still gets it, or null to pass it on.
    /// </param>
    /// <param name="kill">What to do at the first that it chooses.</param>
    public void Arm(Func<string, bool?> when, Action kill)
    {
        lock (armed)
        {
            (this.when, this.kill, HasFired, lost) = (when, kill, false, null);
        }
    }

    public ValueTask DisposeAsync() => relay!.DisposeAsync(); // set by StartAsync

    private async Task<HttpResponseMessage?> PassAsync(RelayedCall call, Func<Task<HttpResponseMessage>> pass)
    {
        var arrives = call.Method is "POST" or "PUT" ? Choose($"{call.Method} {call.Target} {JsonNode.Parse(call.Body)?["Name"]}") : null;
        if (arrives == false)
        {
            return null;
        }

        var response = await pass();
        if (arrives != true)
        {
            return response;
        }

        response.Dispose();
        kill!(); // set when it was armed
        return null;
    }

    private bool? Choose(string call)
    {
        lock (armed)
        {
            if (HasFired)
            {
                return call == lost ? false : null;
            }

            var arrives = when(call);
            HasFired = arrives is not null;
            if (arrives == false)
            {
                lost = call;
                kill!(); // set when it was armed
            }

            return arrives;
        }
    }
}
