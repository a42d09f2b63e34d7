using System.Text.Json.Nodes;

namespace Pinpush.PulumiCli.Tests.Engine;

public sealed class FailureTests
{
    [Fact]
    public async Task Program_ThatDoesNotBuild_IsToldWithTheCompilersErrorsOnly()
    {
        using var bench = await Workbench.CreateAsync(null);
        var program = Directory.CreateDirectory(Path.Combine(bench.Project, "program")).FullName;
        File.WriteAllText(Path.Combine(bench.Project, "Pulumi.yaml"), "name: shop\nruntime: dotnet\nmain: program\nbackend:\n  url: file://../backend\n");
        File.WriteAllText(Path.Combine(program, "Program.csproj"),
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>"""
                + """<Target Name="Tell" BeforeTargets="CoreCompile"><Exec Command="env > variables" /></Target></Project>""");
        File.WriteAllText(Path.Combine(program, "Program.cs"), "Declare();\n");
        await bench.DoneAsync("stack", "init", "dev");
        await bench.DoneAsync("config", "set", "--secret", "password", "hunter2hunter2");

        var (code, output) = await bench.RunAsync("up", "--yes", "--skip-preview");

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("Building the program in program\n", output, StringComparison.Ordinal);
        Assert.Contains("error: the program does not build:", output, StringComparison.Ordinal);
        Assert.Contains("Program.cs(1,1): error CS0103: The name 'Declare' does not exist", output, StringComparison.Ordinal);
        Assert.DoesNotContain("up-to-date", output, StringComparison.Ordinal);
        Assert.Null(JsonNode.Parse(await File.ReadAllTextAsync(bench.CheckpointPath, TestContext.Current.CancellationToken))?["checkpoint"]?["latest"]);

        // Compilers live on as servers: what they are started with stays.
        var variables = await File.ReadAllTextAsync(Path.Combine(program, "variables"), TestContext.Current.CancellationToken);
        Assert.Contains("TESTBED=", variables, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", variables, StringComparison.Ordinal);
        Assert.DoesNotContain(Workbench.Passphrase, variables, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"version\":3,\"checkp")]
    [InlineData("{\"version\":3,\"version\":3,\"checkpoint\":{}}")]
    [InlineData("{\"version\":3,\"checkpoint\":{\"latest\":[]}}")]
    [InlineData("{\"version\":3,\"checkpoint\":{\"latest\":{\"resources\":{}}}}")]
    [InlineData("{\"version\":3,\"checkpoint\":{\"latest\":{\"resources\":[{\"urn\":\"x\"}]}}}")]
    [InlineData("{\"version\":3,\"checkpoint\":{\"latest\":{\"pending_operations\":[{\"type\":5}]}}}")]
    public async Task State_IsDamaged_IsRefusedAndLeftAsItIs(string state)
    {
        using var bench = await Workbench.CreateAsync("failing.js");
        await File.WriteAllTextAsync(bench.CheckpointPath, state, TestContext.Current.CancellationToken);

        var (code, output) = await bench.RunAsync("up", "--yes", "--skip-preview");

        Assert.Equal((ExitCode.Failed, state), (code, await File.ReadAllTextAsync(bench.CheckpointPath, TestContext.Current.CancellationToken)));
        Assert.Contains("error: ", output, StringComparison.Ordinal);
        Assert.Contains("state", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\":3,\"deployment\":{\"resources\":{}}}")]
    [InlineData("{\"version\":3,\"deployment\":{\"resources\":[{\"urn\":\"x\"}]}}")]
    public async Task Import_OfADamagedState_IsRefused(string state)
    {
        using var bench = await Workbench.CreateAsync("failing.js");
        var file = Path.Combine(bench.Project, "state.json");
        await File.WriteAllTextAsync(file, state, TestContext.Current.CancellationToken);

        var (code, output) = await bench.RunAsync("stack", "import", "--file", file);

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("error: The state is damaged", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Cancelled_StaysOnRecordAsPending()
    {
        using var bench = await Workbench.CreateAsync("failing.js");
        await bench.DoneAsync("config", "set", "--secret", "password", "hunter2hunter2");
        await bench.DoneAsync("config", "set", "fail", "false");
        await bench.DoneAsync("config", "set", "late", "true");

        var (code, output) = await bench.RunAsync("up", "--yes", "--skip-preview");

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("it was cancelled", output, StringComparison.Ordinal);
        var pending = Assert.Single(bench.Deployment()["pending_operations"]!.AsArray()); // there is one
        Assert.Equal("creating", pending?["type"]?.GetValue<string>());
        await bench.DoneAsync("config", "set", "late", "false");
        output = await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Contains("warning: a former run was interrupted, so that nobody knows whether this was done:\n", output, StringComparison.Ordinal);
        Assert.Matches("\n +creating urn:pulumi:dev::shop::testbed:index:Item::.*\n", output);
        Assert.Contains("clear this note: pulumi refresh --clear-pending-creates", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Fails_KeepsWhatWasMadeAndGoesOnNextTime()
    {
        using var bench = await Workbench.CreateAsync("failing.js");
        await bench.DoneAsync("config", "set", "--secret", "password", "hunter2hunter2");

        var (code, output) = await bench.RunAsync("up", "--yes", "--skip-preview");

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("error: creating failed: item 'bad' cannot be made with \"[secret]\"", output, StringComparison.Ordinal);
        Assert.Contains("    1 errored\n", output, StringComparison.Ordinal);
        Assert.Equal(["shop-dev", "testbed default", "good"], bench.Resources().Keys);
        Assert.Null(bench.Deployment()["pending_operations"]);

        bench.ForgetCalls();
        await bench.DoneAsync("config", "set", "fail", "false");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Equal(["create bad", "create after"], bench.Calls());
    }

    [Fact]
    public async Task Create_LeavesItHalfThere_RecordsItAndPutsItRight()
    {
        using var bench = await Workbench.CreateAsync("half.js");
        await bench.DoneAsync("config", "set", "incomplete", "true");

        var (code, output) = await bench.RunAsync("up", "--yes", "--skip-preview");

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("the item is only half there", output, StringComparison.Ordinal);
        Assert.Equal("""["the item is only half there"]""", bench.Resources()["half"]["initErrors"]!.ToJsonString());

        await bench.DoneAsync("config", "set", "incomplete", "false");
        await bench.DoneAsync("up", "--yes", "--skip-preview");
        Assert.Equal(["create half", "update half"], bench.Calls());
        Assert.Null(bench.Resources()["half"]["initErrors"]);

        // A refused input stops before anything is done; a broken program deletes nothing.
        await bench.DoneAsync("config", "set", "refuse", "true");
        (code, output) = await bench.RunAsync("preview");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("property 'refuse' is refused: it is refused", output, StringComparison.Ordinal);
        await bench.DoneAsync("config", "set", "throw", "true");
        (code, output) = await bench.RunAsync("up", "--yes", "--skip-preview");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("the program is broken", output, StringComparison.Ordinal);
        Assert.Equal(["half"], bench.ItemNames());
        Assert.Equal("before", bench.Resources()["shop-dev"]["outputs"]!["note"]!.GetValue<string>());
    }
}
