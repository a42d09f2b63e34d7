namespace Pulumi;

/// <summary>A value that the program needs is not set.</summary>
internal sealed class ConfigMissingException(string key) : RunException(
    $"Missing Required configuration variable '{key}'\n\tplease set a value using the command `pulumi config set {key} <value>`");

/// <summary>A value is set, but not to what the program can read.</summary>
internal sealed class ConfigTypeException(string key, string value, string type, Exception? innerException = null)
    : RunException($"Configuration '{key}' value '{value}' is not a valid {type}", innerException);
