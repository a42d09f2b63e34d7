namespace Pinpush.Client;

/// <summary>Where Pinpoint is and whose calls these are.</summary>
/// <param name="Region">E.g. <c>eu-central-1</c>.</param>
/// <param name="Endpoint">Null: AWS itself, or what the user's AWS configuration says.</param>
public sealed record ConnectionSettings(string Region, Uri? Endpoint, Credentials Credentials)
{
    /// <summary>How often a failed call is repeated. Null: the SDK's default.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Do not ask the machine's metadata service for credentials.</summary>
    public bool SkipMetadata { get; init; }

    /// <summary>Whether the calls go to AWS: to an address of its own, such as a VPC endpoint's, or to what the user's AWS configuration says.</summary>
    public bool IsAws => Endpoint?.Host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) != false;

    /// <summary>Where the calls go, for messages. Records print their members otherwise, and a key must not end up in a message that way.</summary>
    public override string ToString() => $"{Endpoint?.ToString() ?? "AWS"} in {Region}";
}
