using Pinpush.PulumiCli.Config;

namespace Pinpush.PulumiCli.Projects;

/// <summary>One entry of the project's <c>config</c>.</summary>
/// <param name="Default">Used unless the stack file has the key; null when there is none.</param>
/// <param name="Type">Null when the entry names no type.</param>
internal sealed record ConfigDeclaration(ConfigKey Key, ConfigNode? Default, string? Type, bool Secret);
