using System.Text.Json;
using Pinpush.Cli.Commands;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Stacks;

/// <summary>What a stack tells the tools: which app, where.</summary>
internal static class StackOutputs
{
    /// <summary>Output to setting.</summary>
    private static readonly (string Output, string Setting)[] Known =
        [("applicationId", "APPLICATION_ID"), ("endpointUrl", "ENDPOINT_URL"), ("region", "REGION")];

    /// <summary>The outputs as settings, under the names of the variables <c>PINPUSH_*</c>.</summary>
    /// <exception cref="Refusal">There is no such stack, or it has no app.</exception>
    public static async Task<IReadOnlyDictionary<string, string?>> ReadAsync(string stack, CommandHost host, CancellationToken cancellationToken)
    {
        var project = PulumiProject.Find(Directory.GetCurrentDirectory(), host);
        var tool = PulumiTool.Find(host);
        var variables = StackVariables.For(project, stack, host);
        tool.AddTo(variables, AwsPlugin.IsBundled(host));
        var ended = await ToolRun.EndAsync(tool, ["stack", "output", "--json", "--stack", stack], project.Folder, variables, cancellationToken);
        if (ended.ExitCode != 0)
        {
            throw new Refusal($"The outputs of stack {stack} cannot be read. {string.Join(' ', ended.Error)}");
        }

        using var outputs = Parse(string.Join('\n', ended.Output));
        var settings = Known.ToDictionary(
            k => k.Setting,
            k => outputs?.RootElement.TryGetProperty(k.Output, out var value) == true && value.ValueKind == JsonValueKind.String ? value.GetString() : null);
        return settings["APPLICATION_ID"] is { Length: > 0 } ? settings
            : throw new Refusal($"Stack {stack} has no output applicationId, so it is not set up yet. ./pinpush pulumi up --stack {stack}");
    }

    private static JsonDocument? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
