using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Serving;

/// <summary>What <c>serve</c> says when it is ready: where, and how each kind of client is led there.</summary>
internal static class Announcement
{
    private const string Region = Destination.DefaultRegion;

    /// <param name="found">The server that the other commands find: this one, unless another runs already.</param>
    /// <param name="gateways">Where pushes go.</param>
    public static string Of(KnownServer server, KnownServer found, string folder, string gateways)
    {
        var (url, keys) = (server.Url.AbsoluteUri.TrimEnd('/'), server.CredentialsFile);
        return $$"""
            Serving the Pinpoint API on {{url}}
              data         {{folder}}
              credentials  {{keys}}
              gateways     {{gateways}}

            {{(found.Url == server.Url
                ? "The other ./pinpush commands find this server by themselves."
                : $"The other ./pinpush commands go on finding the server on {found.Url}; for this one give them --endpoint-url {url}.")}}
            For the AWS CLI and the AWS SDKs, but for the two below:
              export AWS_ENDPOINT_URL_PINPOINT={{url}}
              export AWS_SHARED_CREDENTIALS_FILE={{keys}}
              export AWS_PROFILE=default AWS_REGION={{Region}} AWS_DEFAULT_REGION={{Region}}
              unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
            The SDKs for JavaScript v2 and Java v1 take no address from there and would call AWS with other keys. In their code:
              new AWS.Pinpoint({ endpoint: '{{url}}', region: '{{Region}}',
                credentials: new AWS.SharedIniFileCredentials({ filename: '{{keys}}' }) })
              AmazonPinpointClientBuilder.standard().withEndpointConfiguration(new EndpointConfiguration("{{url}}", "{{Region}}"))
                .withCredentials(new AWSStaticCredentialsProvider(new ProfilesConfigFile("{{keys}}").getCredentials("default")))

            Ctrl+C stops it.
            """;
    }
}
