using System.Text.Json.Serialization.Metadata;
using Pinpush.Contract;

namespace Pinpush.Server.Kernel;

/// <summary>What is served, by operation.</summary>
/// <remarks>Unless a route says otherwise, POST and DELETE act anew when they are repeated, and the others do not.</remarks>
internal sealed class RouteTable
{
    private readonly Dictionary<Operation, Route> routes = new(ReferenceEqualityComparer.Instance); // each is there once, and a record hashes all its members

    /// <summary>Whether there is an app of that id; an operation below one that is not there is answered with 404.</summary>
    public Func<string, bool> HasApp { get; set; } = _ => false;

    /// <summary>The route of an operation; null when it is known but not served.</summary>
    public Route? Of(Operation operation) => routes.GetValueOrDefault(operation);

    /// <summary>Serves an operation that takes a body: it is read, then judged, and what is wrong with it answered with 400.</summary>
    /// <param name="check">Every fault of the request, each naming the member; empty when all is right.</param>
    public void Map<T>(
        string operation, JsonTypeInfo<T> json, Func<T, IReadOnlyCollection<Fault>> check,
        Func<ApiCall, T, CancellationToken, ValueTask<ApiAnswer>> handler, Repeat? repeat = null)
        where T : class => Map(
            operation,
            (call, cancellationToken) => call.Read(json, check, out var fault) is { } request
                ? handler(call, request, cancellationToken)
                : new(fault!), // set when the request is null
            repeat);

    /// <summary>Serves an operation that only looks.</summary>
    public void Map(string operation, Func<ApiCall, ApiAnswer> handler) => Map(operation, (call, _) => new(handler(call)));

    /// <summary>Serves an operation.</summary>
    /// <exception cref="ArgumentException">The API has none of that name, or it is served already.</exception>
    public void Map(string operation, Handler handler, Repeat? repeat = null)
    {
        var known = Operation.All.FirstOrDefault(o => o.Name == operation)
            ?? throw new ArgumentException($"The API has no operation {operation}.", nameof(operation));
        routes.Add(known, new Route(
            known,
            repeat ?? (known.Method is "POST" or "DELETE" ? Repeat.ActsAnew : Repeat.SameAsOnce),
            !known.Path.StartsWith("/v1/apps/{application-id}", StringComparison.Ordinal) ? handler : OfApp));

        ValueTask<ApiAnswer> OfApp(ApiCall call, CancellationToken cancellationToken) => HasApp(call.ApplicationId)
            ? handler(call, cancellationToken)
            : new(NoApp(call));
    }

    /// <summary>What a call is answered whose app is not there.</summary>
    public static ApiAnswer NoApp(ApiCall call) => ApiAnswer.NoResource($"there is no app '{call.ApplicationId}'.");
}
