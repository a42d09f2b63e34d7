using Pinpush.Server.Storage;

namespace Pinpush.Server.Campaigns;

/// <summary>A run that has a name (the tag <c>pinpush:run</c>), and the campaign that it belongs to: the first whose run began under that name. No other one is sent under it.</summary>
/// <remarks>It stays when the campaign and its app are deleted. A run without recipients has it too: it was sent, to nobody. A run that was refused has not.</remarks>
internal sealed record NamedRun(string Run, string ApplicationId, string CampaignId, string Started)
{
    public const string Schema = "CREATE TABLE IF NOT EXISTS named_runs(run TEXT PRIMARY KEY, app TEXT NOT NULL, campaign TEXT NOT NULL, started TEXT NOT NULL) WITHOUT ROWID;";

    /// <summary>Null when nothing was sent under that name.</summary>
    public static NamedRun? Find(Statements statements, string run) => statements.Query(
        "SELECT app, campaign, started FROM named_runs WHERE run = @0", row => new NamedRun(run, row.GetString(0), row.GetString(1), row.GetString(2)), run) is [var found] ? found : null;

    public void Write(Statements statements) =>
        statements.Execute("INSERT INTO named_runs(run, app, campaign, started) VALUES(@0, @1, @2, @3)", Run, ApplicationId, CampaignId, Started);
}
