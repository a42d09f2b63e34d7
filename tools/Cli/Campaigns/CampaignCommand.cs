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
        Add(new CampaignPauseCommand(host, "pause", "Hold a campaign back that has not begun to run", paused: true));
        Add(new CampaignPauseCommand(host, "resume", "Let a paused campaign run when it is due; one with the start IMMEDIATE runs now", paused: false));
        Add(new CampaignRemoveCommand(host));
    }
}
