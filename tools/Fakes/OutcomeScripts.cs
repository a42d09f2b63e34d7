using System.Collections.Concurrent;

namespace Pinpush.Fakes;

/// <summary>The scripted outcomes by device token.</summary>
internal sealed class OutcomeScripts
{
    private readonly ConcurrentDictionary<string, Queue<ScriptedOutcome>> byToken = new(StringComparer.Ordinal);

    /// <summary>Replaces the token's script: one outcome per push, in this order; the last one goes on for ever. None removes it.</summary>
    public void Set(string token, ReadOnlySpan<ScriptedOutcome> outcomes)
    {
        if (outcomes.IsEmpty)
        {
            byToken.TryRemove(token, out _);
        }
        else
        {
            byToken[token] = new Queue<ScriptedOutcome>(outcomes.ToArray());
        }
    }

    public ScriptedOutcome Next(string token)
    {
        if (byToken.IsEmpty || !byToken.TryGetValue(token, out var script))
        {
            return ScriptedOutcome.Accept;
        }

        lock (script)
        {
            return script.Count > 1 ? script.Dequeue() : script.Peek();
        }
    }
}
