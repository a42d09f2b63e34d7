using System.Text.Json;
using Pulumi;

namespace Pinpush.Infra.Settings;

/// <summary>Reads settings and gathers what is wrong with them, so that all of it is told at once.</summary>
internal sealed class SettingsReader
{
    private readonly List<string> faults = [];
    private readonly HashSet<string> encrypted = Encrypted();
    private readonly Config pinpush = new();

    public IReadOnlyList<string> Faults => faults;

    public void Fault(string fault) => faults.Add(fault);

    public string? Optional(string key) => pinpush.Get(key) is { Length: > 0 } value ? value : null;

    public bool Has(string key) => pinpush.GetSecret(key) is not null;

    /// <summary>True or false; false when it is not set.</summary>
    public bool Flag(string key)
    {
        var value = Optional(key);
        if (value is not (null or "true" or "false"))
        {
            Fault($"{Full(key)} is '{value}', and has to be true or false");
        }

        return value == "true";
    }

    /// <summary>A value that has to be there.</summary>
    /// <param name="what">What it is, for whoever has to find it.</param>
    /// <param name="example">For the command that sets it.</param>
    public string Required(string key, string what, string example) => Demand(Optional(key), Full(key), what, Command(key, example));

    /// <summary>A value of another package that has to be there, e.g. <c>aws:region</c>.</summary>
    public string Required(string package, string key, string what, string example) =>
        Demand(new Config(package).Get(key), $"{package}:{key}", what, Command($"{package}:{key}", example));

    /// <summary>A secret that has to be there, and encrypted.</summary>
    /// <param name="file">The file that holds it, as its issuer names it.</param>
    public Output<string> Secret(string key, string what, string file)
    {
        var value = pinpush.GetSecret(key);
        if (value is null)
        {
            faults.Add($"{Full(key)} is missing: {what}. Set it with {SecretCommand(key, file)}");
        }
        else if (!encrypted.Contains(Full(key)))
        {
            faults.Add($"{Full(key)} stands in the stack's file in clear. Issue another one, and set it with {SecretCommand(key, file)}");
        }

        return value ?? Output.CreateSecret("");
    }

    /// <summary>The command that sets <paramref name="key"/>.</summary>
    public static string Command(string key, string value) => $"./pinpush pulumi config set {key} {value} --stack {Deployment.Instance.StackName}";

    /// <summary>
    /// The command that sets <paramref name="key"/> to what is in <paramref name="file"/>; it appears in no process list and no shell history.
    /// </summary>
    public static string SecretCommand(string key, string file) =>
        $"./pinpush pulumi config set --secret {key} --stack {Deployment.Instance.StackName} < {file}";

    private string Demand(string? value, string name, string what, string command)
    {
        if (string.IsNullOrEmpty(value))
        {
            faults.Add($"{name} is missing: {what}. Set it with {command}");
        }

        return value ?? "";
    }

    // pinpush:apnsTokenKey, as the stack's file has it
    private static string Full(string key) => $"{Deployment.Instance.ProjectName}:{key}";

    // The SDK tells which values are secret by this variable alone. Source: Pulumi's language hosts.
    private static HashSet<string> Encrypted() =>
        [.. JsonSerializer.Deserialize<string[]>(Environment.GetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS") is { Length: > 0 } keys ? keys : "[]") ?? []];
}
