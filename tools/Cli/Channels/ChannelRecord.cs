using System.Text.Json.Serialization;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Channels;

/// <summary>A channel, as <c>channel list|set --json</c> print it. Credentials are never in it.</summary>
internal sealed record ChannelRecord
{
    public static readonly RecordPrinter<ChannelRecord> Printer = new()
    {
        Json = ChannelJson.Default,
        Headers = ["Channel", "Enabled", "Credentials", "Changed"],
        Row = c => [c.Channel, c.Enabled ? "yes" : "no", c.HasCredential ? "yes" : "no", c.LastModifiedDate],
    };

    /// <summary>The API's word: APNS, APNS_SANDBOX or GCM.</summary>
    public required string Channel { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>The server holds credentials for it.</summary>
    public required bool HasCredential { get; init; }

    public string? LastModifiedDate { get; init; }
}

[JsonSerializable(typeof(IReadOnlyList<ChannelRecord>))]
internal sealed partial class ChannelJson : JsonSerializerContext;
