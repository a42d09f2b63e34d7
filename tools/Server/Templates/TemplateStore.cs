using System.Globalization;
using Pinpush.Contract;
using Pinpush.Server.Identity;
using Pinpush.Server.Kernel;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Templates;

/// <summary>
/// The push templates of the account with all their versions. A version is durable before the template tells of it, so whatever a crash leaves
/// behind is a version that nobody sees and the next one with its number replaces.
/// </summary>
internal sealed class TemplateStore(DocumentFile file, Account account, TimeProvider time) : IDisposable
{
    private const string Account = "";
    private readonly Documents<StoredTemplate> templates = new(file, "template", TemplateJson.Default.StoredTemplate);
    private readonly Documents<PushNotificationTemplateResponse> contents = new(file, "template-version",
        WireJson.Default.PushNotificationTemplateResponse);
    private readonly SemaphoreSlim gate = new(1, 1);

    public StoredTemplate? Find(string name) => templates.Get(Account, name);

    /// <summary>By name.</summary>
    public IReadOnlyList<StoredTemplate> List(string? prefix) =>
        [.. templates.Of(Account).Where(t => prefix is null || t.Name.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(t => t.Name, StringComparer.Ordinal)];

    /// <summary>A template at a version. Null when there is no such template or version.</summary>
    /// <param name="version">Its number as text; null is the active one.</param>
    public PushNotificationTemplateResponse? Get(string name, string? version) =>
        Find(name) is { } template && (version is null ? template.Active : Number(template, version)) is { } number && Content(name, number) is { } content
            ? content with { CreationDate = template.CreationDate, Tags = template.Tags }
            : null;

    /// <summary>The template that a send or a campaign names, at the version that it names or that is active now.</summary>
    /// <param name="missing">Set when it names one that is not there: what to answer.</param>
    public PushNotificationTemplateResponse? Find(TemplateConfiguration? configuration, out Fault? missing)
    {
        missing = null;
        if (configuration?.PushTemplate is not { Name: { } name } named)
        {
            return null;
        }

        var found = Get(name, named.Version);
        missing = found is not null ? null : new(
            "TemplateConfiguration.PushTemplate",
            "TemplateConfiguration.PushTemplate: "
                + $"there is no push template '{name}'{(named.Version is { } v && Find(name) is not null ? $" with a version {v}" : "")}.");
        return found;
    }

    /// <summary>Newest first; CreationDate is that of the version.</summary>
    public IReadOnlyList<PushNotificationTemplateResponse> Versions(StoredTemplate template) =>
        [.. template.Versions.Reverse().Select(v => Content(template.Name, v)).OfType<PushNotificationTemplateResponse>()];

    /// <summary>The content of the latest version.</summary>
    public PushNotificationTemplateResponse? Latest(StoredTemplate template) => Content(template.Name, template.Latest);

    /// <summary>The number of a version that there is; null for every other text.</summary>
    public static int? Number(StoredTemplate template, string version) =>
        int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && template.Versions.Contains(number) ? number : null;

    /// <summary>Adds a template, at version 1. Null when there is one of that name.</summary>
    public Task<StoredTemplate?> AddAsync(string name, string region, PushNotificationTemplateRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(name, async old =>
        {
            if (old is not null)
            {
                return null;
            }

            var template = new StoredTemplate(name, account.Arn(region, $"templates/{name}/PUSH"), time.Stamp(), 1, [1], 1, request.Tags);
            await WriteAsync(template, request, template.CreationDate, cancellationToken);
            return template;
        }, cancellationToken);

    /// <summary>
    /// Changes the latest version, or adds one, which is not made the active one: <see cref="TemplateMerge"/>. Tags are not changed here. Null when there is
    /// no such template.
    /// </summary>
    public Task<StoredTemplate?> UpdateAsync(string name, PushNotificationTemplateRequest request, bool newVersion, CancellationToken cancellationToken) =>
        ChangeAsync(name, async old =>
        {
            if (old is null)
            {
                return null;
            }

            var next = newVersion ? old with { Highest = old.Highest + 1, Versions = [.. old.Versions, old.Highest + 1] } : old;
            var latest = Latest(old);
            await WriteAsync(
                next, TemplateMerge.Apply(latest, request), newVersion ? time.Stamp() : latest?.CreationDate ?? old.CreationDate, cancellationToken);
            return next;
        }, cancellationToken);

    /// <summary>Null when there is no such template or version.</summary>
    public Task<StoredTemplate?> ActivateAsync(string name, int version, CancellationToken cancellationToken) =>
        ChangeAsync(name, old => new(old?.Versions.Contains(version) == true ? old with { Active = version } : null), cancellationToken);

    public Task<StoredTemplate?> TagAsync(string name, TagChange change, CancellationToken cancellationToken) =>
        ChangeAsync(name, old => new(old is null ? null : old with { Tags = change(old.Tags) }), cancellationToken);

    /// <summary>Removes a version. Null when it is not there, or is the active one.</summary>
    public Task<StoredTemplate?> RemoveAsync(string name, int version, CancellationToken cancellationToken) => InTurnAsync(async () =>
    {
        var changed = Find(name) is { } old && old.Versions.Contains(version) && old.Active != version
            ? old with { Versions = [.. old.Versions.Where(v => v != version)] } : null;
        if (changed is not null)
        {
            await templates.ChangeAsync(Account, name, _ => changed, newVersion: false, cancellationToken);
            await contents.RemoveAsync(name, Key(version), CancellationToken.None);
        }

        return changed;
    }, cancellationToken);

    /// <summary>Removes a template with all its versions. Null when there was none.</summary>
    public Task<StoredTemplate?> RemoveAsync(string name, CancellationToken cancellationToken) => InTurnAsync(async () =>
    {
        var gone = await templates.RemoveAsync(Account, name, cancellationToken);
        foreach (var version in gone?.Versions ?? [])
        {
            await contents.RemoveAsync(name, Key(version), CancellationToken.None);
        }

        return gone;
    }, cancellationToken);

    public void Dispose()
    {
        templates.Dispose();
        contents.Dispose();
        gate.Dispose();
    }

    private Task<StoredTemplate?> ChangeAsync(
        string name, Func<StoredTemplate?, ValueTask<StoredTemplate?>> change, CancellationToken cancellationToken) => InTurnAsync(
        async () => await change(Find(name)) is { } next ? await templates.ChangeAsync(Account, name, _ => next, newVersion: false, cancellationToken) : null,
        cancellationToken);

    // One change at a time: each is two documents.
    private async Task<StoredTemplate?> InTurnAsync(Func<Task<StoredTemplate?>> work, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            gate.Release();
        }
    }

    private Task WriteAsync(StoredTemplate template, PushNotificationTemplateRequest request, string created, CancellationToken cancellationToken) =>
        contents.ChangeAsync(template.Name, Key(template.Latest), _ => new PushNotificationTemplateResponse
        {
            APNS = request.APNS,
            Arn = template.Arn,
            CreationDate = created,
            Default = request.Default,
            DefaultSubstitutions = request.DefaultSubstitutions,
            GCM = request.GCM,
            LastModifiedDate = time.Stamp(),
            TemplateDescription = request.TemplateDescription,
            TemplateName = template.Name,
            TemplateType = TemplateType.Push,
            Version = Key(template.Latest),
        }, newVersion: false, cancellationToken);

    private PushNotificationTemplateResponse? Content(string name, int version) => contents.Get(name, Key(version));

    private static string Key(int version) => version.ToString(CultureInfo.InvariantCulture);
}
