namespace Pinpush.Plugin.Connecting;

/// <summary>Lists that the API answers in pages.</summary>
public static class Paging
{
    /// <summary>As many as a page may have.</summary>
    public const string PageSize = "100";

    /// <summary>Every item, page after page; a page is asked for when the one before it has been looked through.</summary>
    /// <param name="page">Answers the page of a token, null being the first, with the token of the next one.</param>
    public static async IAsyncEnumerable<T> AllAsync<T>(Func<string?, Task<(List<T>? Items, string? Next)>> page)
    {
        ArgumentNullException.ThrowIfNull(page);
        string? token = null;
        do
        {
            (var items, token) = await page(token);
            foreach (var item in items ?? [])
            {
                yield return item;
            }
        }
        while (token is not null);
    }
}
