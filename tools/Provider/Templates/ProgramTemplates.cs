using System.Collections.Concurrent;
using Amazon.Pinpoint.Model;
using Pinpush.Plugin.Hosting;
using Pinpush.PluginClient;

namespace Pinpush.Provider.Templates;

/// <summary>The names of the program's templates, as far as this run of it knows them.</summary>
internal sealed class ProgramTemplates
{
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);

    public void Add(string name) => known[name] = true;

    /// <param name="property">Where the program names it.</param>
    /// <param name="version">Null for the active one. That of a template of the program is not judged: this run may make it.</param>
    /// <returns>What is wrong when the template is neither the program's nor on the server; else null.</returns>
    public async Task<string?> MissingAsync(ResourceCall call, string property, string name, string? version, CancellationToken cancellationToken)
    {
        if (known.ContainsKey(name))
        {
            return null;
        }

        try
        {
            await call.Client().GetPushTemplateAsync(new GetPushTemplateRequest { TemplateName = name, Version = version }, cancellationToken);
            return null;
        }
        catch (NotFoundException)
        {
            return $"{property}: there is no push template '{name}'{(version is null ? "" : $" with a version {version}")}. If this program makes it, take the "
                + "name from the template's output templateName, so that it is made first.";
        }
    }
}
