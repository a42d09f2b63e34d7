using System.Collections.Concurrent;
using System.Globalization;
using Pinpush.PulumiCli.Projects;

namespace Pinpush.PulumiCli.Engine;

/// <summary>What stays the same for the length of a run.</summary>
/// <param name="Parallel">How many steps may run at once.</param>
internal sealed record RunContext(
    RunKind Kind, Project Project, string Stack, StackConfig Config, Targets Targets, bool Preview, int Parallel, IRunEvents Events, Redactor Redactor,
    TimeProvider Time)
{
    /// <summary>The moment, as entries of the state note it.</summary>
    public string Now() => Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The warnings so far.</summary>
    public ConcurrentQueue<Diagnostic> Warnings { get; } = new();

    public void Say(Severity severity, string urn, string text, bool ephemeral = false)
    {
        var told = new Diagnostic(severity, urn, Redactor.Clean(text), ephemeral);
        if (severity == Severity.Warning)
        {
            Warnings.Enqueue(told);
        }

        Events.Say(told);
    }
}
