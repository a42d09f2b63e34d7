using System.Globalization;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Pinpoint.Internal;

/// <summary>What every generated operation shares: building the request, reading the answer.</summary>
internal static partial class Calls
{
    internal static InvokeOptions Options(Func<AmazonWebServiceRequest, IRequest> marshal, Func<JsonElement, AmazonWebServiceResponse> read) =>
        new() { RequestMarshaller = new Marshal(marshal), ResponseUnmarshaller = new Unmarshal(read) };

    internal static DefaultRequest Start(AmazonWebServiceRequest request, string method, string path) =>
        new(request, "Amazon.Pinpoint") { HttpMethod = method, ResourcePath = path, UseQueryString = true };

    internal static void Path(DefaultRequest request, string name, string value, string member) =>
        request.AddPathResource(name,
            string.IsNullOrEmpty(value) ? throw new AmazonPinpointException($"Request object does not have required field {member} set") : value);

    internal static void Query(DefaultRequest request, string name, object value)
    {
        if (value is List<string> list)
        {
            request.ParameterCollection.Add(name, list);
        }
        else if (value is not null)
        {
            request.Parameters.Add(name, value switch
            {
                DateTime time => Time(time),
                bool flag => flag ? "true" : "false", // .NET's own word has a capital
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            });
        }
    }

    internal static void Body(DefaultRequest request, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            write(writer);
        }

        request.Content = stream.ToArray();
        request.Headers["Content-Type"] = "application/json";
    }

    internal static string Time(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    private sealed class Marshal(Func<AmazonWebServiceRequest, IRequest> marshal) : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        IRequest IMarshaller<IRequest, AmazonWebServiceRequest>.Marshall(AmazonWebServiceRequest input) => marshal(input);
    }

    private sealed class Unmarshal(Func<JsonElement, AmazonWebServiceResponse> read) : JsonResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => read(Parse(input));

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var body = Parse(input);
            var code = input.ResponseData.GetHeaderValue("x-amzn-ErrorType") is { Length: > 0 } header
                ? header : Text(body, "__type") ?? Text(body, "code") ?? "";
            code = code.Split(':')[0].Split('#')[^1];
            var requestId = input.ResponseData.GetHeaderValue("x-amzn-RequestId") is { Length: > 0 } id ? id : Text(body, "RequestID");
            return Fault(code, Text(body, "Message") ?? Text(body, "message"), innerException,
                (int)statusCode < 500 ? ErrorType.Sender : ErrorType.Receiver, requestId, statusCode);
        }

        private static string Text(JsonElement e, string name) =>
            e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        private static JsonElement Parse(JsonUnmarshallerContext input)
        {
            using var copy = new MemoryStream();
            input.Stream?.CopyTo(copy);
            try
            {
                return copy.Length == 0 ? default : JsonDocument.Parse(copy.ToArray()).RootElement;
            }
            catch (JsonException) when (!input.ResponseData.IsSuccessStatusCode)
            {
                return default; // a proxy's HTML page: the status says what there is to say
            }
        }
    }
}
