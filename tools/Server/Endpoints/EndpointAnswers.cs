using Pinpush.Contract;
using Pinpush.Server.Kernel;

namespace Pinpush.Server.Endpoints;

/// <summary>Endpoints as Pinpoint answers them: with Attributes, Metrics and User also when they are empty.</summary>
/// <remarks>Source: AWS CLI, example of get-endpoint.</remarks>
internal static class EndpointAnswers
{
    private static readonly EndpointResponse Empty = new()
    {
        Attributes = new Dictionary<string, IReadOnlyList<string>>(),
        Metrics = new Dictionary<string, double>(),
        User = new(),
    };

    public static ApiAnswer Of(EndpointResponse endpoint) => ApiAnswer.Of(Whole(endpoint), WireJson.Default.EndpointResponse);

    public static ApiAnswer Of(IReadOnlyList<EndpointResponse> endpoints) =>
        ApiAnswer.Of(new EndpointsResponse { Item = [.. endpoints.Select(Whole)] }, WireJson.Default.EndpointsResponse);

    private static EndpointResponse Whole(EndpointResponse endpoint) => endpoint with
    {
        Attributes = endpoint.Attributes ?? Empty.Attributes,
        Metrics = endpoint.Metrics ?? Empty.Metrics,
        User = endpoint.User ?? Empty.User,
    };
}
