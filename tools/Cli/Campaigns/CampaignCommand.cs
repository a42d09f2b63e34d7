using System.CommandLine;
using Pinpush.Cli.Commands;

namespace Pinpush.Cli.Campaigns;

internal sealed class CampaignCommand : Command
{
    public CampaignCommand(CommandHost host)
        : base("campaign", "Create, list, show, pause and remove campaigns")
    {
        Add(new CampaignCreateCommand(host));
        Add(new CampaignListCommand(host));
        Add(new CampaignShowCommand(host));
        Add(new CampaignPauseCommand(host, "pause", "Hold a campaign back; one that runs stops after the pushes on their way", paused: true));
        Add(new CampaignPauseCommand(
            host, "resume", "Let a paused campaign run when it is due, or go on where it stopped; one with the start IMMEDIATE runs now", paused: false));
        Add(new CampaignRemoveCommand(host));
    }
}
