using Amazon.Pinpoint.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Pinpoint;

public partial class AmazonPinpointClient : AmazonServiceClient, IAmazonPinpoint
{
    public AmazonPinpointClient() : base(new AmazonPinpointConfig()) { }
    public AmazonPinpointClient(RegionEndpoint region) : base(new AmazonPinpointConfig { RegionEndpoint = region }) { }
    public AmazonPinpointClient(AmazonPinpointConfig config) : base(config) { }
    public AmazonPinpointClient(AWSCredentials credentials) : this(credentials, new AmazonPinpointConfig()) { }
    public AmazonPinpointClient(AWSCredentials credentials, RegionEndpoint region) : this(credentials, new AmazonPinpointConfig { RegionEndpoint = region }) { }
    public AmazonPinpointClient(AWSCredentials credentials, AmazonPinpointConfig clientConfig) : base(credentials, clientConfig) { }
    public AmazonPinpointClient(string awsAccessKeyId, string awsSecretAccessKey) : this(awsAccessKeyId, awsSecretAccessKey, new AmazonPinpointConfig()) { }
    public AmazonPinpointClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonPinpointConfig { RegionEndpoint = region }) { }
    public AmazonPinpointClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonPinpointConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }
    public AmazonPinpointClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonPinpointConfig()) { }
    public AmazonPinpointClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonPinpointConfig { RegionEndpoint = region }) { }
    public AmazonPinpointClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonPinpointConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonPinpointConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonPinpointClient(awsCredentials, (AmazonPinpointConfig)clientConfig);

    protected override IServiceMetadata ServiceMetadata { get; } = new PinpointMetadata();

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new PinpointEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new PinpointAuth());
    }
}
