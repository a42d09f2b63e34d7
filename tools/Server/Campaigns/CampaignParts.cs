namespace Pinpush.Server.Campaigns;

/// <summary>What campaigns give to whoever is added after them.</summary>
internal sealed record CampaignParts(CampaignStore Campaigns, Ledger Ledger, CampaignRunner Runner);
