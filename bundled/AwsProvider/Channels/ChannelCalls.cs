using System.Text.Json.Nodes;
using Amazon.Pinpoint;

namespace Pinpush.AwsProvider.Channels;

/// <summary>The API's calls of one channel, member names as on the wire.</summary>
/// <param name="Update">Client, application id, request; gives the channel's version.</param>
/// <param name="Get">Gives the channel.</param>
internal sealed record ChannelCalls(
    Func<AmazonPinpointClient, string, JsonObject, CancellationToken, Task<int?>> Update,
    Func<AmazonPinpointClient, string, CancellationToken, Task<ChannelFacts>> Get,
    Func<AmazonPinpointClient, string, CancellationToken, Task> Delete);

/// <summary>What the API tells about a channel.</summary>
/// <param name="Version">One more with each update.</param>
/// <param name="HasToken">A token key is stored; for GCM, a service account. Null: it does not say.</param>
internal sealed record ChannelFacts(int? Version, bool? Enabled, string? DefaultAuthenticationMethod, bool? HasToken);
