using System.Text.Json;
using System.Text.Json.Serialization;
using Pinpush.Contract;

namespace Pinpush.Server.Endpoints;

/// <summary>What a push needs of its recipient when its message says nothing of it: the rest of the row is passed over.</summary>
internal sealed record EndpointGlance(string? Address, ChannelType? ChannelType, EndpointStatus? EndpointStatus, string? Id, OptOut? OptOut)
{
    /// <summary>The endpoint with these members alone.</summary>
    /// <param name="row">As <see cref="EndpointRows.Body"/> writes it.</param>
    public static EndpointResponse At(ReadOnlySpan<byte> row)
    {
        var (address, channel, status, id, optOut) = JsonSerializer.Deserialize(row, GlanceJson.Default.EndpointGlance)!; // never null
        return new() { Address = address, ChannelType = channel, EndpointStatus = status, Id = id, OptOut = optOut };
    }
}

[JsonSerializable(typeof(EndpointGlance))]
internal sealed partial class GlanceJson : JsonSerializerContext;
