namespace Pinpush.EndToEnd.Tests;

/// <summary>How a command ended.</summary>
internal sealed record Ended(int Code, string Output, string Error)
{
    /// <summary>For the message of an assertion.</summary>
    public override string ToString() => $"exit code {Code}\n{Output}\n{Error}";
}
