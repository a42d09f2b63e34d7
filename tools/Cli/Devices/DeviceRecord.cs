using System.Text.Json.Serialization;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Devices;

/// <summary>A device, as <c>device register|get|list|remove --json</c> print it.</summary>
internal sealed record DeviceRecord
{
    public static readonly RecordPrinter<DeviceRecord> Printer = new()
    {
        Json = DeviceJson.Default,
        Headers = ["Id", "Channel", "User", "Status", "Opt-out", "Attributes"],
        Row = d => [d.Id, d.Channel, d.User, d.Status, d.OptOut, Words(d.Attributes)],
    };

    public required string Id { get; init; }

    /// <summary>The device token.</summary>
    public string? Address { get; init; }

    /// <summary>APNS, APNS_SANDBOX or GCM.</summary>
    public string? Channel { get; init; }

    public string? User { get; init; }

    /// <summary>ACTIVE or INACTIVE.</summary>
    public string? Status { get; init; }

    /// <summary>ALL (wants no push) or NONE.</summary>
    public string? OptOut { get; init; }

    public IReadOnlyDictionary<string, List<string>>? Attributes { get; init; }

    public string? EffectiveDate { get; init; }

    public static DeviceRecord Of(EndpointResponse endpoint) => new()
    {
        Id = endpoint.Id,
        Address = endpoint.Address,
        Channel = endpoint.ChannelType?.Value,
        User = endpoint.User?.UserId,
        Status = endpoint.EndpointStatus,
        OptOut = endpoint.OptOut,
        Attributes = endpoint.Attributes,
        EffectiveDate = endpoint.EffectiveDate,
    };

    private static string? Words(IReadOnlyDictionary<string, List<string>>? attributes) =>
        attributes is { Count: > 0 } ? string.Join(' ', attributes.Select(a => $"{a.Key}={string.Join('|', a.Value)}")) : null;
}

[JsonSerializable(typeof(IReadOnlyList<DeviceRecord>))]
internal sealed partial class DeviceJson : JsonSerializerContext;
