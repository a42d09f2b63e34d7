using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Pinpush.Bench.Campaigns;

/// <summary>An app whose channel, endpoints and segment stand ready for campaigns.</summary>
internal sealed class CampaignApp
{
    public const string Topic = "com.example.app", Team = "TEAM123456", KeyId = "KEY1234567";

    private readonly string id, segment;
    private readonly bool fcm;

    private CampaignApp(string id, string segment, bool fcm, int count) => (this.id, this.segment, this.fcm, Count) = (id, segment, fcm, count);

    /// <summary>How many endpoints the segment has.</summary>
    public int Count { get; }

    /// <param name="key">Signs the provider tokens of APNs.</param>
    /// <param name="least">Endpoints, rounded up to a hundred.</param>
    public static async Task<CampaignApp> MakeAsync(Api api, bool fcm, ECDsa key, double least, CancellationToken cancellationToken)
    {
        var id = await api.AppAsync(cancellationToken);
        await api.CallAsync("PUT", $"/v1/apps/{id}/channels/{(fcm ? "gcm" : "apns")}", fcm ? FcmChannel() : ApnsChannel(key), cancellationToken);
        var batches = (int)Math.Ceiling(least / 100);
        var requests = Enumerable.Range(0, batches)
            .Select(b => api.Signer.Request("PUT", $"/v1/apps/{id}/endpoints", Devices.Batch(b, fcm ? "GCM" : "APNS"))).ToArray();
        await HttpLoad.RunAsync(api.Server, requests, 8, 202, cancellationToken);
        var segment = await api.CallAsync("POST", $"/v1/apps/{id}/segments", new JsonObject { ["Name"] = "all" }, cancellationToken);
        return new CampaignApp(id, segment["Id"]!.GetValue<string>(), fcm, batches * 100); // a segment has an id
    }

    /// <summary>Creates a campaign to all endpoints that begins at once.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> BeginAsync(Api api, CancellationToken cancellationToken) =>
        (await api.CallAsync("POST", $"/v1/apps/{id}/campaigns", new JsonObject
        {
            ["Name"] = "bench",
            ["SegmentId"] = segment,
            ["Schedule"] = new JsonObject { ["StartTime"] = "IMMEDIATE" },
            ["MessageConfiguration"] = new JsonObject
            {
                [fcm ? "GCMMessage" : "APNSMessage"] = new JsonObject { ["Title"] = "Hello", ["Body"] = "World" },
            },
        }, cancellationToken))["Id"]!.GetValue<string>(); // a campaign has an id

    public async Task<bool> IsCompletedAsync(Api api, string campaign, CancellationToken cancellationToken) =>
        (await api.CallAsync("GET", $"/v1/apps/{id}/campaigns/{campaign}", null, cancellationToken))["State"]?["CampaignStatus"]?.GetValue<string>()
            == "COMPLETED";

    private static JsonObject ApnsChannel(ECDsa key) => new()
    {
        ["BundleId"] = Topic,
        ["TeamId"] = Team,
        ["TokenKeyId"] = KeyId,
        ["TokenKey"] = key.ExportPkcs8PrivateKeyPem(),
        ["Enabled"] = true,
    };

    private static JsonObject FcmChannel()
    {
        using var key = RSA.Create(2048);
        var account = new JsonObject
        {
            ["type"] = "service_account",
            ["project_id"] = "p",
            ["private_key_id"] = "bench",
            ["private_key"] = key.ExportPkcs8PrivateKeyPem(),
            ["client_email"] = "bench@p.iam.gserviceaccount.com",
        };
        return new JsonObject { ["ServiceJson"] = account.ToJsonString(), ["DefaultAuthenticationMethod"] = "TOKEN", ["Enabled"] = true };
    }
}
