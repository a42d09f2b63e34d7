using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Calling;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Input;

namespace Pinpush.Cli.Campaigns;

/// <summary><c>campaign pause</c> and <c>campaign resume</c>: the campaign as it is, with IsPaused changed, until it has begun to run.</summary>
internal sealed class CampaignPauseCommand(CommandHost host, string name, string description, bool paused)
    : ByIdCommand<CampaignRecord>(host, name, description, "campaign", $"./pinpush campaign {name} 0123456789abcdef0123456789abcdef", CampaignRecord.Printer)
{
    /// <summary>Takes over from an answer what a request can say, and skips the rest, such as Arn.</summary>
    private static readonly RequestJson Shared = new(new JsonSerializerOptions(RequestJson.Default.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    });

    protected override async Task<CampaignRecord> CallAsync(PinpointSession session, string app, string id, CancellationToken cancellationToken)
    {
        var now = (await session.Client.GetCampaignAsync(new GetCampaignRequest { ApplicationId = app, CampaignId = id }, cancellationToken)).CampaignResponse;
        var json = JsonSerializer.Serialize(now, Shared.CampaignResponse);
        var request = JsonSerializer.Deserialize(json, Shared.WriteCampaignRequest)!; // an object, so never null
        request.IsPaused = paused;
        var answer = await session.Client.UpdateCampaignAsync(
            new UpdateCampaignRequest { ApplicationId = app, CampaignId = id, WriteCampaignRequest = request }, cancellationToken);
        return CampaignRecord.Of(answer.CampaignResponse) with { Audience = await session.Client.AudienceAsync(app, now.SegmentId, cancellationToken) };
    }
}
