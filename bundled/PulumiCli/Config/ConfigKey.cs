namespace Pinpush.PulumiCli.Config;

/// <summary>The full name of a configuration value: <c>namespace:name</c>.</summary>
internal readonly record struct ConfigKey(string Namespace, string Name)
{
    /// <summary>Reads <c>name</c> (in the project's namespace), <c>namespace:name</c> or the old <c>namespace:config:name</c>.</summary>
    /// <exception cref="Failure">The text is no key.</exception>
    public static ConfigKey Parse(string text, string project) => text.Split(':') switch
    {
        [{ Length: > 0 } name] => new ConfigKey(project, name),
        [{ Length: > 0 } space, { Length: > 0 } name] => new ConfigKey(space, name),
        [{ Length: > 0 } space, "config", { Length: > 0 } name] => new ConfigKey(space, name),
        _ => throw new Failure($"'{text}' is no configuration key: it has to read NAME or NAMESPACE:NAME."),
    };

    public override string ToString() => $"{Namespace}:{Name}";
}
