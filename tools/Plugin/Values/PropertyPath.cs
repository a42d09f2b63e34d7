namespace Pinpush.Plugin.Values;

/// <summary>Paths of properties as the engine writes them: <c>dimensions.attributes["plan.name"].values[0]</c>.</summary>
public static class PropertyPath
{
    public static string Member(string path, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ':' or '/')
            ? path.Length == 0 ? name : $"{path}.{name}"
            : $"{path}[\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";
    }

    public static string Item(string path, int index) => $"{path}[{index}]";
}
