using Pinpush.Plugin.Describing;

namespace Pinpush.AwsProvider;

/// <summary>The settings of the official provider, by name. Source: Pulumi.Aws 7.48.0, ProviderArgs.</summary>
internal static class AwsConfig
{
    private static readonly Shape Text = new Shape.Text(), Flag = new Shape.Flag(), Texts = new Shape.ListOf(new Shape.Text());
    private static readonly Shape Anything = new Shape.MapOf(new Shape.Text());

    /// <summary>What changes whose calls these are or where they go, and is not done here: left out in silence it would do harm.</summary>
    public static readonly string[] NotDone =
    [
        "allowedAccountIds", "assumeRoleWithWebIdentity", "assumeRoles", "customCaBundle", "ec2MetadataServiceEndpoint", "ec2MetadataServiceEndpointMode",
        "forbiddenAccountIds", "httpProxy", "httpsProxy", "insecure", "noProxy", "sharedConfigFiles", "useDualstackEndpoint", "useFipsEndpoint",
    ];

    public static readonly Shape.Group Settings = new("Provider", "The AWS provider.",
    [
        new("accessKey", Text, "The access key; goes with secretKey.") { IsSecret = true },
        new("allowedAccountIds", Texts, "Not done by this provider."),
        new("assumeRoleWithWebIdentity", Anything, "Not done by this provider."),
        new("assumeRoles", new Shape.ListOf(Anything), "Not done by this provider."),
        new("customCaBundle", Text, "Not done by this provider."),
        new("defaultTags", new Shape.Group("ProviderDefaultTags", "Tags of every resource.", [new("tags", Anything, "The tags.")]),
            "Tags that every resource gets."),
        new("ec2MetadataServiceEndpoint", Text, "Not done by this provider."),
        new("ec2MetadataServiceEndpointMode", Text, "Not done by this provider."),
        new("endpoints", new Shape.ListOf(Anything), "Addresses of services; here the key 'pinpoint' counts."),
        new("forbiddenAccountIds", Texts, "Not done by this provider."),
        new("httpProxy", Text, "Not done by this provider."),
        new("httpsProxy", Text, "Not done by this provider."),
        new("ignoreTags", new Shape.Group("ProviderIgnoreTags", "Tags of others.",
            [new("keyPrefixes", Texts, "Beginnings of keys."), new("keys", Texts, "Keys.")]), "Tags that others set: they are neither told nor removed."),
        new("insecure", Flag, "Not done by this provider."),
        new("maxRetries", new Shape.Whole(0, int.MaxValue), "How often a failed call is repeated."),
        new("noProxy", Text, "Not done by this provider."),
        new("profile", Text, "A profile of the credentials file."),
        new("region", Text, "The region, e.g. eu-central-1; default AWS_REGION, then AWS_DEFAULT_REGION."),
        new("retryMode", Text, "Without effect on Pinpoint here."),
        new("s3UsEast1RegionalEndpoint", Text, "Without effect on Pinpoint."),
        new("s3UsePathStyle", Flag, "Without effect on Pinpoint."),
        new("secretKey", Text, "The secret key; goes with accessKey.") { IsSecret = true },
        new("sharedConfigFiles", Texts, "Not done by this provider."),
        new("sharedCredentialsFiles", Texts, "Credentials files, looked through in this order."),
        new("skipCredentialsValidation", Flag, "Credentials are never validated beforehand here."),
        new("skipMetadataApiCheck", Flag, "Do not ask the metadata service of the machine for credentials."),
        new("skipRegionValidation", Flag, "With false, a region that AWS does not have is a fault. Default true."),
        new("skipRequestingAccountId", Flag, "The account id is never asked for here."),
        new("stsRegion", Text, "Without effect on Pinpoint."),
        new("tagPolicyCompliance", Text, "Without effect on Pinpoint."),
        new("token", Text, "The session token of temporary keys.") { IsSecret = true },
        new("tokenBucketRateLimiterCapacity", new Shape.Whole(0, int.MaxValue), "Without effect here."),
        new("useDualstackEndpoint", Flag, "Not done by this provider."),
        new("useFipsEndpoint", Flag, "Not done by this provider."),
        new("userAgents", Texts, "Without effect here."),
    ]);
}
