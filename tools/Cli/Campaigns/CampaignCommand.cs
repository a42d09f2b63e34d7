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
        Add(new CampaignPauseCommand(host));
        Add(new CampaignResumeCommand(host));
        Add(new CampaignRemoveCommand(host));
    }
}
