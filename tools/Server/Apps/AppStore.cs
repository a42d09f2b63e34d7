using System.Security.Cryptography;
using Pinpush.Server.Storage;
using Pinpush.Server.Tags;
using Pinpush.Contract;

namespace Pinpush.Server.Apps;

/// <summary>Apps and their settings.</summary>
internal sealed class AppStore(Database database, WriteQueue writer, TimeProvider time, string accountId) : IDisposable
{
    private const string One = "app";
    private readonly Documents<ApplicationResponse> apps = new(database, writer, "app", WireJson.Default.ApplicationResponse,
        (old, next, all) => ResourceKey.Check(old?.Tags, next.Tags, all.Select(a => (a.Arn, a.Tags))));
    private readonly Documents<ApplicationSettingsResource> settings = new(database, writer, "settings", WireJson.Default.ApplicationSettingsResource);

    public ApplicationResponse? Get(string id) => apps.Get(id, One);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ApplicationResponse> List() => [.. apps.Everything.OrderByDescending(a => a.CreationDate, StringComparer.Ordinal).ThenBy(a => a.Id, StringComparer.Ordinal)];

    public async Task<ApplicationResponse> AddAsync(CreateApplicationRequest request, string region, CancellationToken cancellationToken)
    {
        var id = NewId();
        var app = new ApplicationResponse
        {
            Id = id,
            Arn = Arn(region, $"apps/{id}"),
            Name = request.Name!, // checked by AppRules
            Tags = request.Tags,
            CreationDate = time.Stamp(),
        };
        await apps.ChangeAsync(id, One, _ => app, newVersion: false, cancellationToken);
        return app;
    }

    public Task<ApplicationResponse?> TagAsync(string id, Func<IReadOnlyDictionary<string, string>?, IReadOnlyDictionary<string, string>?> change, CancellationToken cancellationToken) =>
        apps.ChangeAsync(id, One, app => app is null ? null : app with { Tags = change(app.Tags) }, newVersion: false, cancellationToken);

    public async Task<ApplicationResponse?> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await settings.RemoveAsync(id, One, cancellationToken);
        return await apps.RemoveAsync(id, One, cancellationToken);
    }

    public ApplicationSettingsResource Settings(string id) => settings.Get(id, One) ?? new ApplicationSettingsResource { ApplicationId = id };

    public async Task<ApplicationSettingsResource> WriteSettingsAsync(string id, WriteApplicationSettingsRequest request, CancellationToken cancellationToken) =>
        (await settings.ChangeAsync(id, One, old => new ApplicationSettingsResource
        {
            ApplicationId = id,
            Limits = request.Limits ?? old?.Limits,
            LastModifiedDate = time.Stamp(),
        }, newVersion: false, cancellationToken))!; // the change never gives null

    public string Arn(string region, string resource) => $"arn:aws:mobiletargeting:{region}:{accountId}:{resource}";

    /// <summary>32 lower-case hex digits.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public void Dispose()
    {
        apps.Dispose();
        settings.Dispose();
    }
}
