using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pinpush.Contract;
using Pinpush.Gateways;
using Pinpush.Gateways.Credentials;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Kernel;
using Pinpush.Server.Identity;
using Pinpush.Server.Storage;

namespace Pinpush.Server.Channels;

/// <summary>The push channels of all apps, and the long-lived sender of each.</summary>
internal sealed class ChannelStore(DocumentFile file, SecretBox box, GatewayEndpoints gateways, TimeProvider time) : IAsyncDisposable
{
    private readonly Documents<StoredChannel> channels = new(file, "channel", ChannelJson.Default.StoredChannel);
    private readonly ConcurrentDictionary<(string App, ChannelType Channel, byte[] Sealed, string? Method), Lazy<IPushSender>> senders = new();

    public StoredChannel? Get(string app, ChannelType channel) => channels.Get(app, channel.Word());

    public IEnumerable<StoredChannel> Of(string app) => channels.Of(app);

    /// <summary>Stores the channel; credentials go together, so those that the request leaves out are gone.</summary>
    /// <param name="enabled">Null leaves the channel switched on or off as it is; a new one is on.</param>
    public async Task<StoredChannel> SetAsync<T>(
        string app, ChannelType channel, T request, JsonTypeInfo<T> json, Func<ChannelResponse, byte[], StoredChannel> make, bool? enabled,
        CancellationToken cancellationToken)
    {
        var sealedRequest = box.Seal(JsonSerializer.SerializeToUtf8Bytes(request, json), Context(app, channel));
        var stored = await channels.ChangeAsync(
            app, channel.Word(),
            old => make(Told(app, channel, old, enabled ?? old?.Told.Enabled ?? true) with { HasCredential = true }, sealedRequest),
            newVersion: false, cancellationToken);
        await CloseAsync(app, channel);
        return stored!; // make never gives null
    }

    /// <summary>
    /// Switches a channel on or off; its credentials stay, whether this server can read them or not. One that was never set can be switched off too.
    /// </summary>
    /// <returns>Null when there are no credentials to switch on.</returns>
    public async Task<StoredChannel?> SwitchAsync(string app, ChannelType channel, bool enabled, CancellationToken cancellationToken)
    {
        var never = new StoredChannel(channel, new ChannelResponse(), null, HasTokenKey: false, HasServiceAccount: false, []);
        var stored = await channels.ChangeAsync(
            app, channel.Word(),
            old => enabled && old is not { Told.HasCredential: true } ? null : (old ?? never) with { Told = Told(app, channel, old, enabled) },
            newVersion: false, cancellationToken);
        await CloseAsync(app, channel);
        return stored;
    }

    public async Task<StoredChannel?> RemoveAsync(string app, ChannelType channel, CancellationToken cancellationToken)
    {
        var gone = await channels.RemoveAsync(app, channel.Word(), cancellationToken);
        await CloseAsync(app, channel);
        return gone;
    }

    /// <summary>An app is deleted: its senders end, after the pushes on their way.</summary>
    public Task EndAppAsync(string app, CancellationToken cancellationToken) =>
        DisposeAsync(senders.Keys.Where(k => k.App == app)).WaitAsync(cancellationToken);

    /// <summary>Whether there are channels, and the key opens the credentials of none: it is another one than at the time they were set.</summary>
    public bool IsLocked => channels.Everything.Any()
        && channels.Everything.All(c => box.Unseal(c.Sealed, Context(c.Told.ApplicationId!, c.Channel)) is null); // set by SetAsync

    /// <summary>
    /// The sender of an enabled channel, kept as long as the channel stays as it is (known by its very box: versions begin anew after a delete);
    /// null when there is none.
    /// </summary>
    /// <param name="method">A message's PreferredAuthenticationMethod; null for the channel's own.</param>
    public IPushSender? Sender(string app, ChannelType channel, string? method)
    {
        while (Get(app, channel) is { Told.Enabled: true } stored)
        {
            var key = (app, channel, stored.Sealed, method?.ToUpperInvariant()); // its case does not matter: one sender for all
            var sender = senders.GetOrAdd(key, key => new(() => Open(stored, key.Method))).Value;
            if (Get(app, channel)?.Sealed == stored.Sealed)
            {
                return sender;
            }

            _ = DisposeAsync([key]); // it was set anew meanwhile, and those that were there then are closed already
        }

        return null;
    }

    /// <summary>What the senders of an app wait for now; several of a channel may wait for the same.</summary>
    public IEnumerable<(ChannelType Channel, string Trouble)> Troubles(string app) => senders.Where(s => s.Key.App == app && s.Value.IsValueCreated)
        .Select(s => (s.Key.Channel, Trouble: s.Value.Value.Trouble!)).Where(s => s.Trouble is not null).Distinct(); // filtered: not null

    public async ValueTask DisposeAsync()
    {
        await DisposeAsync(senders.Keys);
        channels.Dispose();
    }

    private ChannelResponse Told(string app, ChannelType channel, StoredChannel? old, bool enabled)
    {
        var now = time.Stamp();
        return new ChannelResponse
        {
            ApplicationId = app,
            CreationDate = old?.Told.CreationDate ?? now,
            LastModifiedDate = now,
            LastModifiedBy = "api",
            Enabled = enabled,
            HasCredential = old?.Told.HasCredential ?? false,
            IsArchived = false,
            Id = channel.Word().ToLowerInvariant(),
            Version = (old?.Told.Version ?? 0) + 1,
        };
    }

    private IPushSender Open(StoredChannel stored, string? method)
    {
        if (box.Unseal(stored.Sealed, Context(stored.Told.ApplicationId!, stored.Channel)) is not { } json) // set by SetAsync
        {
            return new UnreadableChannelSender(stored.Channel);
        }

        ChannelCredentials? credentials;
        if (stored.Channel == ChannelType.Gcm)
        {
            var request = JsonSerializer.Deserialize(json, WireJson.Default.GCMChannelRequest)!; // written by SetAsync
            credentials = FcmCredentials.Parse(method is null ? request : request with { DefaultAuthenticationMethod = method }, out _);
        }
        else
        {
            var request = JsonSerializer.Deserialize(json, WireJson.Default.APNSChannelRequest)!; // written by SetAsync
            credentials = ApnsCredentials.Parse(method is null ? request : request with { DefaultAuthenticationMethod = method }, out _);
        }

        return credentials is null ? new UnreadableChannelSender(stored.Channel) : PushSenders.Create(stored.Channel, credentials, gateways, time);
    }

    private async Task CloseAsync(string app, ChannelType channel)
    {
        await DisposeAsync(senders.Keys.Where(k => k.App == app && k.Channel == channel));
    }

    // At the same time: each waits up to ten seconds for its pushes on the way.
    private Task DisposeAsync(
        IEnumerable<(string App, ChannelType Channel, byte[] Sealed, string? Method)> keys) => Parallel.ForEachAsync(keys, async (key, _) =>
    {
        if (senders.TryRemove(key, out var sender) && sender.IsValueCreated)
        {
            await sender.Value.DisposeAsync();
        }
    });

    private static string Context(string app, ChannelType channel) => $"channel {app} {channel.Word()}";
}
