namespace Pinpush.Server.Storage;

/// <summary>A table whose rows carry a checksum over their columns, made and compared by SQLite itself: see <see cref="RowSum"/>.</summary>
/// <param name="name">Is summed too: a row of another table is not believed.</param>
/// <param name="key">The columns that a damaged row is told by, e.g. <c>run, seq</c>.</param>
/// <param name="content">The others that are summed. A column that comes later stays out: rows that are there have no sum of it.</param>
internal sealed class SummedTable(string name, string key, string content)
{
    private readonly string seal = $"UPDATE {name} SET sum = {Sum(name, key, content)} WHERE rowid = @0";

    public string Name => name;

    /// <summary>SQL: null for a row that can be believed, else what it is known by; for <see cref="Database.DamageIn"/>.</summary>
    public string Damage { get; } =
        $"iif({name}.sum <> {Sum(name, key, content)}, '{name} ' || {string.Join(" || ' ' || ", key.Split(", ").Select(c => $"{name}.{c}"))}, NULL)";

    /// <summary>Runs a statement that adds or changes one row, and gives the row its sum.</summary>
    /// <returns>The row's id; null when there was nothing to write.</returns>
    public long? Write(Statements statements, string sql, params ReadOnlySpan<object?> values)
    {
        var row = (long?)statements.Scalar($"{sql} RETURNING rowid", values);
        if (row is not null)
        {
            statements.Execute(seal, row);
        }

        return row;
    }

    private static string Sum(string name, string key, string content) =>
        $"row_sum('{name}', {string.Join(", ", $"{key}, {content}".Split(", ").Select(c => $"{name}.{c}"))})";
}
