using Microsoft.Data.Sqlite;

namespace Pinpush.Server.Storage;

/// <summary>A table whose rows carry a checksum over their columns, made and compared by SQLite itself: see <see cref="RowSum"/>.</summary>
/// <param name="name">Is summed too: a row of another table is not believed.</param>
/// <param name="key">The columns of its primary key, which a damaged row is told by, e.g. <c>run, seq</c>.</param>
/// <param name="content">The others that are summed. A column that comes later stays out: rows that are there have no sum of it.</param>
internal sealed class SummedTable(string name, string key, string content = "")
{
    private readonly string seal = $"UPDATE {name} SET sum = {Sum(name, Columns(name, key), content)} "
        + $"WHERE {string.Join(" AND ", key.Split(", ").Select((column, i) => $"{column} = @{i}"))}";

    public string Name => name;

    /// <summary>SQL: null for a row that can be believed, else what it is known by; for <see cref="Database.DamageIn"/>.</summary>
    public string Damage { get; } = $"iif({name}.sum <> {Sum(name, Columns(name, key), content)}, "
        + $"'{name} ' || {Columns(name, key).Replace(", ", " || ' ' || ", StringComparison.Ordinal)}, NULL)";

    /// <summary>For <see cref="IndexCheck"/>.</summary>
    public (string Table, string IsDamaged) Check => (name, $"{Damage} IS NOT NULL");

    /// <summary>SQL: whether a row had this key when it was written, whatever stands there now.</summary>
    /// <param name="values">SQL, e.g. <c>@0, @1</c>.</param>
    public string WasAt(string values) => $"{name}.sum = {Sum(name, values, content)}";

    /// <summary>Runs a statement that adds or changes one row, and gives the row its sum.</summary>
    /// <returns>The first column of the row's key; null when there was nothing to write.</returns>
    public object? Write(Statements statements, string sql, params ReadOnlySpan<object?> values)
    {
        if (statements.Query($"{sql} RETURNING {key}", Key, values) is not [var row])
        {
            return null;
        }

        statements.Execute(seal, row);
        return row[0];
    }

    private static object[] Key(SqliteDataReader row)
    {
        var values = new object[row.FieldCount];
        row.GetValues(values);
        return values;
    }

    private static string Sum(string name, string keys, string content) =>
        $"row_sum('{name}', {keys}{(content.Length == 0 ? "" : $", {Columns(name, content)}")})";

    private static string Columns(string name, string columns) => string.Join(", ", columns.Split(", ").Select(c => $"{name}.{c}"));
}
