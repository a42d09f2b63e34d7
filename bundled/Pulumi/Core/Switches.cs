namespace Pulumi;

/// <summary>Switches that the environment sets for the SDK.</summary>
internal static class Switches
{
    /// <summary>Whether the variable holds <c>1</c> or <c>true</c>, in any case.</summary>
    public static bool IsOn(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } text && (text == "1" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase));
}
