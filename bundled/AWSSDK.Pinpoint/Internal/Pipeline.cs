using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Amazon.Pinpoint.Internal;

internal sealed class PinpointMetadata : IServiceMetadata
{
    public string ServiceId => "Pinpoint";
    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}

internal sealed class PinpointDefaults : IDefaultConfigurationProvider
{
    public IDefaultConfiguration GetDefaultConfiguration(RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
        new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard };
}

internal sealed class PinpointAuth : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => [new AuthSchemeOption { SchemeId = "aws.auth#sigv4" }];
}

internal sealed class PinpointEndpointParameters : EndpointParameters
{
    internal string Url { get; private init; }

    internal static PinpointEndpointParameters Of(IClientConfig config, RegionEndpoint alternate)
    {
        if (!string.IsNullOrEmpty(config.ServiceURL))
        {
            return new() { Url = config.ServiceURL };
        }

        var region = alternate ?? config.RegionEndpoint;
        var suffix = config.UseDualstackEndpoint ? "api.aws" : region.PartitionDnsSuffix;
        return new() { Url = $"https://pinpoint{(config.UseFIPSEndpoint ? "-fips" : "")}.{region.SystemName}.{suffix}" };
    }
}

internal sealed class PinpointEndpoints : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters) => new(((PinpointEndpointParameters)parameters).Url);
}

internal sealed class PinpointEndpointResolver : BaseEndpointResolver
{
    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) { }

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        PinpointEndpointParameters.Of(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint);
}
