using System.ComponentModel.DataAnnotations;
using Pulumi.Tests.Engine;
using Pulumirpc;

namespace Pulumi.Tests.Deployment;

[Collection(Alone.Name)]
public sealed class ExitCodeTests
{
    [Fact]
    public async Task Zero_after_a_run_without_errors()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        Assert.Equal(0, await Programs.RunAsync(engine, () => Log.Warn("careful", streamId: 3, ephemeral: true)));

        Assert.Equal(new LogRequest { Severity = LogSeverity.Warning, Message = "careful", StreamId = 3, Ephemeral = true },
            Assert.Single(engine.All<LogRequest>()));
    }

    [Fact]
    public async Task One_when_errors_were_logged()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        var code = await Programs.RunAsync(engine, () => Log.Error("bad", new Thing("a")));

        Assert.Equal(1, code);
        Assert.Equal(
            new LogRequest { Severity = LogSeverity.Error, Message = "bad", Urn = "urn:pulumi:dev::shop::test:index:Thing::a" },
            Assert.Single(engine.All<LogRequest>()));
    }

    [Fact]
    public async Task Thirty_two_with_the_message_alone_of_a_fault_that_the_user_can_mend()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        Assert.Equal(32, await Programs.RunAsync(engine, () => throw new RunException("set it")));

        Assert.Equal(new LogRequest { Severity = LogSeverity.Error, Message = "set it" }, Assert.Single(engine.All<LogRequest>()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Thirty_two_with_the_resource_that_is_at_fault(bool hideStack)
    {
        await using var engine = await ScriptedEngine.StartAsync();

        Assert.Equal(32, await Programs.RunAsync(engine, () => throw new ResourceException("broken", new Thing("a"), hideStack)));

        var log = Assert.Single(engine.All<LogRequest>());
        Assert.Equal("urn:pulumi:dev::shop::test:index:Thing::a", log.Urn);
        Assert.Equal(hideStack, log.Message == "broken");
        Assert.StartsWith("broken", log.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thirty_two_with_the_whole_text_of_any_other_exception()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        Assert.Equal(32, await Programs.RunAsync(engine, () => Output.Create("late").Apply(Fail)));

        var message = Assert.Single(engine.All<LogRequest>()).Message;
        Assert.Matches(@"^Running program '.*' failed with an unhandled exception:\nSystem\.ComponentModel\.DataAnnotations\.ValidationException: late",
            message);
    }

    private static int Fail(string message) => throw new ValidationException(message);

    [Fact]
    public async Task Outside_an_engine_the_program_is_told_how_to_start_it()
    {
        using var environment = new ProcessEnvironment(new() { ["PULUMI_MONITOR"] = null });

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => global::Pulumi.Deployment.RunAsync(() => { }));

        Assert.Equal("Program run without the Pulumi engine available; re-run using the `pulumi` CLI", fault.Message);
    }

    [Fact]
    public async Task A_run_within_a_run_is_refused()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        var code = await Programs.StartAsync(engine, () => global::Pulumi.Deployment.RunAsync(() => (Task)global::Pulumi.Deployment.RunAsync(() => { })));

        Assert.Equal(32, code);
    }

    [Fact]
    public void Outside_a_run_there_is_no_instance()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => global::Pulumi.Deployment.Instance);

        Assert.Equal("Trying to acquire Deployment.Instance before 'Run' was called.", fault.Message);
    }

    [Fact]
    public async Task An_engine_that_cannot_be_told_is_no_reason_to_hang()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        using var errors = new StringWriter();
        var before = Console.Error;
        Console.SetError(errors);

        var code = await Programs.StartAsync(engine, async () =>
        {
            Environment.SetEnvironmentVariable("PULUMI_ENGINE", "127.0.0.1:9"); // the discard port: nobody listens
            return await global::Pulumi.Deployment.RunAsync(() => Log.Info("hello"));
        });

        Console.SetError(before);
        Assert.Equal(1, code);
        Assert.Contains("Error occurred during logging", errors.ToString(), StringComparison.Ordinal);
    }
}
