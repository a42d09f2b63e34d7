using Microsoft.Data.Sqlite;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Storage;

/// <summary>SQLite cannot read a part of a file. Whatever needs that part stops: nothing that is tried again mends it.</summary>
/// <param name="file">The database, e.g. <c>ledger.db</c>.</param>
internal sealed class DamagedFileException(string file, SqliteException cause)
    : SqliteException($"{file} is damaged: {cause.Message} {Advice(file)}", cause.SqliteErrorCode, cause.SqliteExtendedErrorCode)
{
    /// <summary>The failure with the name of its file, where that is damaged; every other one as it is.</summary>
    public static Exception Named(string file, Exception failure) => failure is SqliteException e and not DamagedFileException && StorageFault.IsDamage(e)
        ? new DamagedFileException(Path.GetFileName(file), e) : failure;

    private static string Advice(string file) => "Put back all files of the data folder from one backup."
        + (Losses.Prices.TryGetValue(file, out var price) ? $" If there is none, remove this file and start with --accept-loss {file}: {price}." : "");
}
