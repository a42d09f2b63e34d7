using Pinpush.Server.Storage;
using Pinpush.Contract;

namespace Pinpush.Server.Campaigns;

/// <summary>
/// A name of a run (the tag <c>pinpush:run</c>) and the campaign that has it: the first one whose run began under it. No other campaign is sent under it.
/// </summary>
/// <remarks>
/// It stays when the campaign and its app are deleted. A run without any recipient takes its name too: it was sent, to nobody. A run that was refused does not.
/// </remarks>
internal sealed record NamedRun(string Run, string ApplicationId, string CampaignId, string Started)
{
    public const string Schema =
        "CREATE TABLE IF NOT EXISTS named_runs(run TEXT PRIMARY KEY, app TEXT NOT NULL, campaign TEXT NOT NULL, started TEXT NOT NULL) WITHOUT ROWID;";

    public static readonly SummedTable Table = new("named_runs", "run", "app, campaign, started");

    /// <summary>Null when no run began under that name. All names are looked at: one of which a bit flipped is not free.</summary>
    public static NamedRun? Find(Database database, Statements statements, string run) => statements.Query(
        $"SELECT app, campaign, started, {Table.Damage} FROM named_runs WHERE +run = @0 OR {Table.WasAt("@0")}",
        database.Sound(row => new NamedRun(run, row.GetString(0), row.GetString(1), row.GetString(2))), run) is [var found] ? found : null;

    /// <summary>Takes the name for a campaign that begins to run.</summary>
    /// <returns>Why it must not run; null when it has no name, or has it now or had it before.</returns>
    public static string? Take(Database database, Statements statements, CampaignResponse campaign, string started)
    {
        if (campaign.Tags?.GetValueOrDefault(OwnTags.Run) is not { } run)
        {
            return null;
        }

        if (Find(database, statements, run) is { } sent)
        {
            return (sent.ApplicationId, sent.CampaignId) == (campaign.ApplicationId, campaign.Id) ? null
                : $"The run '{run}' was sent at {sent.Started} by campaign {sent.CampaignId} of app {sent.ApplicationId}; nothing was sent. "
                    + $"To send again, give the campaign another {OwnTags.Run}.";
        }

        Table.Write(
            statements, "INSERT INTO named_runs(run, app, campaign, started) VALUES(@0, @1, @2, @3)", run, campaign.ApplicationId, campaign.Id, started);
        return null;
    }
}
