namespace Pinpush.Server.Storage;

/// <summary>A row is not what was written: its checksum is wrong, or it cannot be read. Only what needs it stops.</summary>
/// <param name="file">The database, e.g. <c>endpoints.db</c>.</param>
/// <param name="row">The table and what the row is known by in it, e.g. <c>endpoints 12</c>.</param>
/// <param name="advice">What that means, and what to do.</param>
internal sealed class DamagedRowException(string file, string row, string advice = DamagedRowException.PutBack)
    : Exception($"{file}: the row {row} is damaged. {advice}")
{
    public const string PutBack = "What needs it does not go on; put back all files of the data folder from one backup.";
}
