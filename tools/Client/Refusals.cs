using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Pinpush.Contract;

namespace Pinpush.Client;

/// <summary>What a pinpush server tells of a refused request beside its message, for which the SDK's exceptions have no member.</summary>
public static class Refusals
{
    /// <summary>The faults, member by member; empty where the answer has none, as AWS's never has.</summary>
    public static IReadOnlyList<Fault> Faults(this AmazonServiceException refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        try
        {
            return refused.InnerException is HttpErrorResponseException { Response: KeptAnswer answer }
                && JsonSerializer.Deserialize(answer.Body, WireJson.Default.ErrorBody) is { Faults: { } faults } ? faults : [];
        }
        catch (JsonException)
        {
            return []; // a proxy's page, or an error of another shape
        }
    }

    /// <summary>Keeps the body of a 400, which the SDK reads once and throws away. It stands next to the one that sends.</summary>
    internal sealed class Keeper : PipelineHandler
    {
        public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            try
            {
                return await base.InvokeAsync<T>(executionContext);
            }
            catch (HttpErrorResponseException refused) when (refused.Response.StatusCode == HttpStatusCode.BadRequest)
            {
                using var body = new MemoryStream();
                using (var answer = refused.Response.ResponseBody)
                {
                    await (await answer.OpenResponseAsync()).CopyToAsync(body);
                }

                throw new HttpErrorResponseException(refused.Message, refused, new KeptAnswer(refused.Response, body.ToArray()));
            }
        }
    }

    /// <summary>An answer with its body in memory, to be read as often as somebody asks.</summary>
    private sealed class KeptAnswer(IWebResponseData answer, byte[] body) : IWebResponseData, IHttpResponseBody
    {
        public byte[] Body => body;

        public long ContentLength => body.Length;

        public string ContentType => answer.ContentType;

        public HttpStatusCode StatusCode => answer.StatusCode;

        public bool IsSuccessStatusCode => answer.IsSuccessStatusCode;

        public IHttpResponseBody ResponseBody => this;

        public string[] GetHeaderNames() => answer.GetHeaderNames();

        public bool IsHeaderPresent(string headerName) => answer.IsHeaderPresent(headerName);

        public string GetHeaderValue(string headerName) => answer.GetHeaderValue(headerName);

        public bool IsEventHeaderPresent(string headerName) => answer.IsEventHeaderPresent(headerName);

        public IEventStreamHeader GetEventStreamHeader(string headerName) => answer.GetEventStreamHeader(headerName);

        public Stream OpenResponse() => new MemoryStream(body, writable: false);

        public Task<Stream> OpenResponseAsync() => Task.FromResult(OpenResponse());

        public void Dispose()
        {
            // There is nothing but memory.
        }
    }
}
