using System.Text.Json;

namespace Pulumi.Tests.Engine;

/// <summary>Tests that set the environment of this process run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

/// <summary>Runs a program as the engine would start it: told by the environment where to report.</summary>
internal static class Programs
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task<int> RunAsync(ScriptedEngine engine, Action program, Dictionary<string, string>? config = null) =>
        StartAsync(engine, () => global::Pulumi.Deployment.RunAsync(program), config);

    public static Task<int> StartAsync(ScriptedEngine engine, Func<Task<int>> start, Dictionary<string, string>? config = null) =>
        StartAsync(engine.Address, engine.IsPreview, start, config);

    public static async Task<int> StartAsync(string address, bool isPreview, Func<Task<int>> start, Dictionary<string, string>? config = null)
    {
        using var environment = new ProcessEnvironment(new()
        {
            ["PULUMI_MONITOR"] = address,
            ["PULUMI_ENGINE"] = address,
            ["PULUMI_PROJECT"] = "shop",
            ["PULUMI_STACK"] = "dev",
            ["PULUMI_DRY_RUN"] = isPreview ? "true" : "false",
            ["PULUMI_QUERY_MODE"] = "false",
            ["PULUMI_PARALLEL"] = "16",
            ["PULUMI_CONFIG"] = JsonSerializer.Serialize(config ?? []),
        });
        try
        {
            var code = await start().WaitAsync(Limit);
            Assert.Equal(code, Environment.ExitCode);
            return code;
        }
        finally
        {
            Environment.ExitCode = 0;
        }
    }
}

/// <summary>Variables of this process, put back at the end.</summary>
internal sealed class ProcessEnvironment : IDisposable
{
    private readonly Dictionary<string, string?> _before = [];

    public ProcessEnvironment(Dictionary<string, string?> variables)
    {
        foreach (var (name, value) in variables)
        {
            _before[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }
}
