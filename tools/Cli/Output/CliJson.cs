using System.Text.Json.Serialization;
using Pinpush.Cli.Apps;
using Pinpush.Cli.Campaigns;
using Pinpush.Cli.Channels;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Demo;
using Pinpush.Cli.Devices;
using Pinpush.Cli.Doctor;
using Pinpush.Cli.Metrics;
using Pinpush.Cli.Packages;
using Pinpush.Cli.Segments;
using Pinpush.Cli.Sending;

namespace Pinpush.Cli.Output;

/// <summary>Every record that <c>--json</c> prints, and the files of the tool's own: members in camelCase, null members left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KnownServer))]
[JsonSerializable(typeof(IReadOnlyList<AppRecord>))]
[JsonSerializable(typeof(IReadOnlyList<ChannelRecord>))]
[JsonSerializable(typeof(IReadOnlyList<DemoKeyRecord>))]
[JsonSerializable(typeof(IReadOnlyList<DeviceRecord>))]
[JsonSerializable(typeof(IReadOnlyList<SegmentRecord>))]
[JsonSerializable(typeof(IReadOnlyList<CampaignRecord>))]
[JsonSerializable(typeof(IReadOnlyList<MetricRecord>))]
[JsonSerializable(typeof(IReadOnlyList<PackageRecord>))]
[JsonSerializable(typeof(ImportRecord))]
[JsonSerializable(typeof(ImportState))]
[JsonSerializable(typeof(DoctorRecord))]
[JsonSerializable(typeof(SendRecord))]
[JsonSerializable(typeof(DemoRecord))]
internal sealed partial class CliJson : JsonSerializerContext;
