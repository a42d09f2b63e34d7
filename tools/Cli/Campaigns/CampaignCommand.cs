using System.CommandLine;

namespace Pinpush.Cli.Campaigns;

internal sealed class CampaignCommand : Command
{
    public CampaignCommand(CommandHost host)
        : base("campaign", "Create, list and show campaigns")
    {
        Add(new CampaignCreateCommand(host));
        Add(new CampaignListCommand(host));
        Add(new CampaignShowCommand(host));
    }
}
