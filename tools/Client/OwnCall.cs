using System.Net;
using Amazon.Pinpoint;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Pinpush.Client;

/// <summary>A read of one of the server's own addresses, as an operation that the SDK's pipeline can run.</summary>
internal static class OwnCall
{
    public static readonly InvokeOptions Options = new() { RequestMarshaller = new Marshaller(), ResponseUnmarshaller = new Unmarshaller() };

    public sealed class Request(string path, IReadOnlyDictionary<string, string> query) : AmazonPinpointRequest
    {
        public string Path { get; } = path;

        public IReadOnlyDictionary<string, string> Query { get; } = query;
    }

    public sealed class Answer : AmazonWebServiceResponse
    {
        public byte[] Body { get; init; } = [];
    }

    private sealed class Marshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var call = (Request)input;
            var request = new DefaultRequest(call, "Amazon.Pinpoint") { HttpMethod = "GET", ResourcePath = call.Path, UseQueryString = true };
            foreach (var (name, value) in call.Query)
            {
                request.Parameters.Add(name, value);
            }

            return request;
        }
    }

    private sealed class Unmarshaller : JsonResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
        {
            using var body = new MemoryStream();
            input.Stream.CopyTo(body);
            return new Answer { Body = body.ToArray() };
        }

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var reader = new StreamingUtf8JsonReader(input.Stream);
            var told = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
            return new AmazonPinpointException(told.Message, innerException, told.Type, told.Code, told.RequestId, statusCode);
        }
    }
}
