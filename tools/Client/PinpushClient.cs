using System.Text.Json;
using Amazon.Pinpoint;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Pinpush.Contract;

namespace Pinpush.Client;

/// <summary>A client of Pinpoint that also reads a pinpush server's own addresses: signed, repeated and limited as every other call is.</summary>
public sealed class PinpushClient : AmazonPinpointClient
{
    internal PinpushClient(AmazonPinpointConfig config)
        : base(config)
    {
    }

    internal PinpushClient(AWSCredentials credentials, AmazonPinpointConfig config)
        : base(credentials, config)
    {
    }

    /// <inheritdoc cref="AudienceAsync(AudienceQuery, CancellationToken)"/>
    /// <param name="segment">At its current version; null for all endpoints of the app.</param>
    public Task<AudienceSize?> AudienceAsync(string app, string? segment, CancellationToken cancellationToken) =>
        AudienceAsync(new AudienceQuery(app, segment), cancellationToken);

    /// <returns>Null where only the server could tell and does not: it is AWS or another one, or has no such segment, version or app.</returns>
    public Task<AudienceSize?> AudienceAsync(AudienceQuery query, CancellationToken cancellationToken) => FindAsync(query, cancellationToken);

    /// <param name="run"><c>PROJECT/STACK/RUN</c></param>
    /// <returns>Null when nothing was sent under that name, or the server keeps no such names.</returns>
    public Task<NamedRunResponse?> SentRunAsync(string run, CancellationToken cancellationToken) => FindAsync(new NamedRunQuery(run), cancellationToken);

    /// <summary>What the simulated device of a token has received.</summary>
    /// <exception cref="AmazonPinpointException">The server has no simulators.</exception>
    public Task<IReadOnlyList<JsonElement>> InboxAsync(string token, CancellationToken cancellationToken) =>
        ReadAsync(new InboxQuery(token), cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerBefore<HttpHandler<HttpContent>>(new Refusals.Keeper());
    }

    private async Task<T> ReadAsync<T>(OwnQuery<T> query, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await InvokeAsync<OwnCall.Answer>(new OwnCall.Request(query.Path, query.Parameters), OwnCall.Options, cancellationToken);
        return JsonSerializer.Deserialize(answer.Body, query.AnswerType) ?? throw new JsonException($"{query.Path} was answered with null.");
    }

    // AWS has no such addresses; another server may answer them with anything.
    private async Task<T?> FindAsync<T>(OwnQuery<T> query, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return string.IsNullOrEmpty(Config.ServiceURL) ? null : await ReadAsync(query, cancellationToken);
        }
        catch (Exception e) when (e is AmazonServiceException { StatusCode: > 0 } or JsonException)
        {
            return null;
        }
    }
}
