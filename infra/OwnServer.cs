using Pinpush.Infra.Settings;
using Pulumi;
using Pulumi.Aws;
using Pulumi.Aws.Inputs;

namespace Pinpush.Infra;

/// <summary>How the app and its channels come to a server of one's own.</summary>
internal static class OwnServer
{
    /// <summary>
    /// The options of what the AWS provider makes. For AWS itself the default provider does; a server of one's own has no STS, no IAM, no list of regions and
    /// no metadata service, which that provider would ask first. Account and ARNs are then what the server answers.
    /// </summary>
    /// <remarks>
    /// Going from one to the other replaces nothing. An address from the environment, as the local server has it, changes from run to run: it is not written
    /// down, and the provider finds it there itself. Of the settings <c>aws:*</c> an own server takes the region; its keys are those of the environment.
    /// </remarks>
    public static CustomResourceOptions Options(StackSettings settings)
    {
        if (settings.EndpointUrl is null)
        {
            return new();
        }

        var args = new ProviderArgs
        {
            Region = settings.Region,
            SkipCredentialsValidation = true,
            SkipMetadataApiCheck = true,
            SkipRegionValidation = true,
            SkipRequestingAccountId = true,
        };
        if (settings.Endpoint is { } url)
        {
            args.Endpoints = [new ProviderEndpointArgs { Pinpoint = url }];
        }

        return new() { Provider = new Provider("own-server", args) };
    }
}
