namespace Pinpush.PulumiCli.Tests.Engine;

/// <summary>When a .NET program is built, and that what runs is what the sources say.</summary>
public sealed class BuildTests
{
    private const string Building = "Building the program in program\n";

    [Fact]
    public async Task Program_IsBuiltOnceAndAgainWhenAnythingChanged()
    {
        using var bench = await Workbench.CreateAsync(null);
        var program = Directory.CreateDirectory(Path.Combine(bench.Project, "program")).FullName;
        var linked = Path.Combine(bench.Root, "Word.cs");
        File.WriteAllText(Path.Combine(bench.Project, "Pulumi.yaml"), "name: shop\nruntime: dotnet\nmain: program\nbackend:\n  url: file://../backend\n");
        File.WriteAllText(Path.Combine(program, "Program.csproj"),
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>"""
                + """<DefineConstants>$(SHOP_MODE)</DefineConstants></PropertyGroup><ItemGroup><Compile Include="../../Word.cs" /></ItemGroup></Project>""");
        File.WriteAllText(Path.Combine(program, "Program.cs"), """
            #if LOUD
            System.Console.WriteLine("LOUD " + Word.Text);
            #else
            System.Console.WriteLine("said " + Word.Text);
            #endif

            """);
        File.WriteAllText(linked, "static class Word { public const string Text = \"one\"; }");
        await bench.DoneAsync("stack", "init", "dev");

        Assert.Equal((1, true), await SaysAsync(bench, "said one", "up", "--yes")); // a preview and an update
        Assert.Equal((0, true), await SaysAsync(bench, "said one", "preview"));
        await bench.DoneAsync("config", "set", "word", "x");
        Assert.Equal((0, true), await SaysAsync(bench, "said one", "preview"));

        File.WriteAllText(linked, "static class Word { public const string Text = \"two\"; }");
        Assert.Equal((1, true), await SaysAsync(bench, "said two", "preview"));

        bench.Variables["SHOP_MODE"] = "LOUD";
        Assert.Equal((1, true), await SaysAsync(bench, "LOUD two", "preview"));

        Directory.Delete(Path.Combine(program, "bin"), recursive: true);
        Assert.Equal((1, true), await SaysAsync(bench, "LOUD two", "preview"));
    }

    private static async Task<(int Builds, bool Says)> SaysAsync(Workbench bench, string words, params string[] command)
    {
        var output = await bench.DoneAsync(command);
        return (output.Split(Building).Length - 1, output.Contains(words, StringComparison.Ordinal));
    }
}
