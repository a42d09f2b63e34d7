using System.Text.Json.Nodes;
using Amazon.Pinpoint;

namespace Pinpush.AwsProvider.Channels;

/// <summary>The API's calls of one channel, member names as on the wire.</summary>
/// <param name="Update">Client, application id, request.</param>
/// <param name="Get">Gives the channel.</param>
internal sealed record ChannelCalls(
    Func<AmazonPinpointClient, string, JsonObject, CancellationToken, Task> Update,
    Func<AmazonPinpointClient, string, CancellationToken, Task<ChannelFacts>> Get,
    Func<AmazonPinpointClient, string, CancellationToken, Task> Delete);

/// <summary>What the API tells about a channel.</summary>
/// <param name="HasToken">A token key is stored; for GCM, a service account. Null: it does not say.</param>
internal sealed record ChannelFacts(bool? Enabled, string? DefaultAuthenticationMethod, bool? HasToken);
