namespace Pinpush.Server.Kernel;

/// <summary>The server's own extensions under <c>/pinpush/</c>: GET only, signed like all calls.</summary>
internal sealed class OwnRoutes
{
    private readonly Dictionary<string, Func<ILookup<string, string>, CancellationToken, Task<ApiAnswer>>> handlers = new(StringComparer.Ordinal);

    /// <summary>Serves <c>GET /pinpush/{name}</c>.</summary>
    public void Map(string name, Func<ILookup<string, string>, CancellationToken, Task<ApiAnswer>> handler) => handlers.Add("/pinpush/" + name, handler);

    public async Task<ApiAnswer> AnswerAsync(string method, string path, ILookup<string, string> query, CancellationToken cancellationToken) =>
        !handlers.TryGetValue(path, out var handler) ? ApiAnswer.NotFound($"There is no {path}; there are {string.Join(", ", handlers.Keys)}.")
        : method != "GET" ? ApiAnswer.NotServed($"{path} answers GET only.")
        : await handler(query, cancellationToken);
}
