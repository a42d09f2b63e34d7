namespace Pinpush.Server.Kernel;

/// <summary>The server's own extensions under <c>/pinpush/</c>: GET only, signed like all calls.</summary>
internal sealed class OwnRoutes
{
    private readonly Dictionary<string, Func<ILookup<string, string>, CancellationToken, Task<ApiAnswer>>> handlers = new(StringComparer.Ordinal);

    /// <summary>Serves a query of the contract.</summary>
    /// <param name="path">Below <c>/pinpush/</c>.</param>
    /// <param name="read">Makes the query of the parameters, of which it gets the value by name.</param>
    public void Map<TQuery>(string path, Func<Func<string, string?>, TQuery> read, Func<TQuery, CancellationToken, Task<ApiAnswer>> handler) =>
        handlers.Add(path, (query, cancellationToken) => handler(read(name => query[name].FirstOrDefault()), cancellationToken));

    public async Task<ApiAnswer> AnswerAsync(string method, string path, ILookup<string, string> query, CancellationToken cancellationToken) =>
        !handlers.TryGetValue(path, out var handler) ? ApiAnswer.NotFound($"There is no {path}; there are {string.Join(", ", handlers.Keys)}.")
        : method != "GET" ? ApiAnswer.NotServed($"{path} answers GET only.")
        : await handler(query, cancellationToken);
}
