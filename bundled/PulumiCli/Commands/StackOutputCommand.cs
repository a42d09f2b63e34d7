using System.CommandLine;
using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>stack output [NAME]</c></summary>
internal sealed class StackOutputCommand : Command
{
    private readonly CommandHost host;
    private readonly Argument<string?> name = new("name") { Arity = ArgumentArity.ZeroOrOne, Description = "One output; its value alone is printed" };
    private readonly Option<bool> json = new("--json", "-j") { Description = "Print JSON" };
    private readonly Option<bool> showSecrets = new("--show-secrets") { Description = "Print secrets in clear" };

    public StackOutputCommand(CommandHost host)
        : base("output", "Print the stack's outputs")
    {
        this.host = host;
        Add(name);
        Add(json);
        Add(showSecrets);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        using var session = host.Open(parsed);
        var clear = parsed.GetValue(showSecrets);
        var outputs = clear ? session.Read().Stack?.Outputs ?? PropertyMaps.Empty : Blind(session.ReadRaw());
        if (parsed.GetValue(name) is { } one)
        {
            var value = outputs.GetValueOrDefault(one) ?? throw new Failure($"The stack '{session.Stack}' has no output '{one}'.");
            host.Output.WriteLine(parsed.GetValue(json) ? PropertyJson.ToText(PropertyJson.Show(value, clear), indent: 2) : Raw(value, clear));
        }
        else if (parsed.GetValue(json))
        {
            host.Output.WriteLine(PropertyJson.ToText(PropertyJson.Show(new PropertyValue.Map(outputs), clear) ?? new JsonObject(), indent: 2));
        }
        else
        {
            Show(host, outputs, clear);
        }

        return ExitCode.Done;
    }

    /// <summary>Names and values, each on a line.</summary>
    public static void Show(CommandHost host, PropertyMap outputs, bool clear)
    {
        host.Output.WriteLine($"Current stack outputs ({outputs.Count}):");
        var width = Math.Max(6, outputs.Keys.Select(k => k.Length).DefaultIfEmpty(0).Max());
        host.Output.WriteLine($"    {"OUTPUT".PadRight(width)}  VALUE");
        foreach (var (key, value) in outputs)
        {
            host.Output.WriteLine($"    {key.PadRight(width)}  {Raw(value, clear)}");
        }
    }

    /// <summary>The outputs of a deployment. It needs no passphrase: what is secret is not decrypted.</summary>
    public static PropertyMap Blind(JsonObject? deployment) =>
        deployment?["resources"]?.AsArray().FirstOrDefault(r => r?["type"]?.GetValue<string>() == State.Urn.StackType)?["outputs"] is JsonObject outputs
            ? PropertyJson.Read(outputs, _ => PropertyValue.None.AsSecret()) : PropertyMaps.Empty;

    private static string Raw(PropertyValue value, bool clear) =>
        PropertyJson.Show(value, clear) is var node && node is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : PropertyJson.ToText(node);
}
