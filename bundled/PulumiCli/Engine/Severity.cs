namespace Pinpush.PulumiCli.Engine;

/// <summary>How grave a message is.</summary>
internal enum Severity
{
    Debug,
    Info,

    /// <summary>What the program printed on its standard error.</summary>
    InfoError,
    Warning,
    Error,
}
