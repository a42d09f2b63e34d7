using Amazon.Pinpoint.Internal;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.Pinpoint;

public partial class AmazonPinpointConfig : ClientConfig
{
    public AmazonPinpointConfig() : base(new PinpointDefaults())
    {
        ServiceId = "Pinpoint";
        AuthenticationServiceName = "mobiletargeting";
        EndpointProvider = new PinpointEndpoints();
    }

    public override string RegionEndpointServiceName => "pinpoint";

    public override string ServiceVersion => "2016-12-01";

    public override string UserAgent => "aws-sdk-dotnet-4 Pinpoint";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(PinpointEndpointParameters.Of(this, parameters.AlternateEndpoint));
}
