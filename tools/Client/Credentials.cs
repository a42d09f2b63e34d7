namespace Pinpush.Client;

/// <summary>Whose keys sign the calls. There are exactly these three kinds.</summary>
public abstract record Credentials
{
    private Credentials()
    {
    }

    /// <summary>Those that the AWS SDK finds by itself, in the environment first.</summary>
    public sealed record Usual : Credentials;

    /// <param name="Token">Of temporary keys; null or empty for lasting ones.</param>
    public sealed record Keys(string Id, string Secret, string? Token) : Credentials
    {
        public override string ToString() => Id; // the secret must not end up in a message
    }

    /// <summary>A profile of shared-credentials files.</summary>
    /// <param name="Name">Null: the one that AWS_PROFILE names, or <c>default</c>.</param>
    /// <param name="Files">Read in this order; empty: the user's own.</param>
    public sealed record Profile(string? Name, IReadOnlyList<string> Files) : Credentials;
}
