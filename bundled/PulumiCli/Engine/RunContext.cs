using System.Globalization;
using Pinpush.PulumiCli.Projects;

namespace Pinpush.PulumiCli.Engine;

/// <summary>What all parts of a run share.</summary>
/// <param name="Parallel">How many steps may run at once.</param>
internal sealed record RunContext(
    RunKind Kind, Project Project, string Stack, StackConfig Config, Targets Targets, bool Preview, int Parallel, Redactor Redactor, RunProgress Progress,
    TimeProvider Time)
{
    /// <summary>The moment, as entries of the state note it.</summary>
    public string Now() => Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
