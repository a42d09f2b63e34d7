using Pinpush.Contract;
using Pinpush.Server.Identity;
using Pinpush.Server.Kernel;
using Pinpush.Server.Storage;
using Pinpush.Server.Tags;

namespace Pinpush.Server.Apps;

/// <summary>Apps and their settings.</summary>
internal sealed class AppStore(DocumentFile file, Account account, TimeProvider time) : IDisposable
{
    private const string One = "app";
    private readonly Documents<ApplicationResponse> apps = new(file, "app", WireJson.Default.ApplicationResponse,
        (old, next, all) => ResourceKey.Check(old?.Tags, next.Tags, all.Select(a => (a.Arn, a.Tags))));
    private readonly Documents<ApplicationSettingsResource> settings = new(file, "settings", WireJson.Default.ApplicationSettingsResource);

    public ApplicationResponse? Get(string id) => apps.Get(id, One);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ApplicationResponse> List() =>
        [.. apps.Everything.OrderByDescending(a => a.CreationDate, StringComparer.Ordinal).ThenBy(a => a.Id, StringComparer.Ordinal)];

    public async Task<ApplicationResponse> AddAsync(CreateApplicationRequest request, string region, CancellationToken cancellationToken)
    {
        var id = Ids.New();
        var app = new ApplicationResponse
        {
            Id = id,
            Arn = account.Arn(region, $"apps/{id}"),
            Name = request.Name!, // checked by AppRules
            Tags = request.Tags,
            CreationDate = time.Stamp(),
        };
        await apps.ChangeAsync(id, One, _ => app, newVersion: false, cancellationToken);
        return app;
    }

    public Task<ApplicationResponse?> TagAsync(string id, TagChange change, CancellationToken cancellationToken) =>
        apps.ChangeAsync(id, One, app => app is null ? null : app with { Tags = change(app.Tags) }, newVersion: false, cancellationToken);

    public ApplicationSettingsResource Settings(string id) => settings.Get(id, One) ?? new ApplicationSettingsResource { ApplicationId = id };

    public async Task<ApplicationSettingsResource> WriteSettingsAsync(
        string id, WriteApplicationSettingsRequest request, CancellationToken cancellationToken) =>
        (await settings.ChangeAsync(id, One, old => new ApplicationSettingsResource
        {
            ApplicationId = id,
            Limits = request.Limits ?? old?.Limits,
            LastModifiedDate = time.Stamp(),
        }, newVersion: false, cancellationToken))!; // the change never gives null

    public void Dispose()
    {
        apps.Dispose();
        settings.Dispose();
    }
}
