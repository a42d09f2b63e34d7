namespace Pinpush.Cli.Output;

/// <summary>Reads a list to its end, page by page.</summary>
internal static class Pages
{
    /// <param name="read">Reads the page of a token (null: the first) and tells the next token (null or empty: no more).</param>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(Func<string?, Task<(IEnumerable<T> Items, string? Next)>> read)
    {
        List<T> all = [];
        string? token = null;
        do
        {
            (var items, token) = await read(token);
            all.AddRange(items);
        }
        while (!string.IsNullOrEmpty(token));

        return all;
    }
}
