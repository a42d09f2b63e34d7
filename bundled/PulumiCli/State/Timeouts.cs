namespace Pinpush.PulumiCli.State;

/// <summary>How long one resource's operations may take, in seconds; 0 leaves it to the provider.</summary>
internal sealed record Timeouts(double Create, double Update, double Delete, double Read)
{
    public static Timeouts None { get; } = new(0, 0, 0, 0);
}
