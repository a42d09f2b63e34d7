using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Pinpush.EndToEnd.Tests;

/// <summary>What ops/release makes, used as docs/own-project.md says: files, program and commands are those of its code blocks.</summary>
public sealed partial class ReleaseTests : IAsyncLifetime
{
    /// <summary>What a package Pulumi brings. A reference to its project would restore that once more, for another home.</summary>
    private static readonly string[] Libraries =
        ["Pulumi.dll", "Pulumi.Protos.dll", "Google.Protobuf.dll", "Grpc.Core.Api.dll", "Grpc.Net.Client.dll", "Grpc.Net.Common.dll"];

    private Cloud cloud = null!;
    private Stack stack = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Repository { get; } =
        typeof(ReleaseTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryFolder").Value!; // set by the project

    public async ValueTask InitializeAsync()
    {
        cloud = await Cloud.StartAsync();
        stack = await Stack.StartAsync(cloud, "push");
    }

    public async ValueTask DisposeAsync()
    {
        stack.Dispose();
        await cloud.DisposeAsync();
    }

    [Fact(Timeout = 600_000)]
    public async Task Archive_InAProjectOfItsOwn_IsStartedFromThereAndItsClassesCompile()
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(Repository, "docs", "own-project.md"), TestContext.Current.CancellationToken);
        var archive = await RunAsync(Path.Combine(Repository, "ops", "release"), Path.Combine(stack.Folder, "release"));
        Assert.Equal(Kind().Replace(Path.GetFileName(Block(page, "text")), ""), Kind().Replace(Path.GetFileName(archive), ""));
        var plugin = Directory.CreateDirectory(Path.Combine(stack.Project, "plugin")).FullName;
        await using (var packed = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress))
        {
            await TarFile.ExtractToDirectoryAsync(packed, plugin, overwriteFiles: false, Cancel);
        }

        await WriteAsync("Pulumi.yaml", Block(page, "yaml") + "\nbackend:\n  url: file://../backend\n");
        await WriteAsync("Program.cs", Block(page, "csharp"));
        await WriteAsync("shop.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <Reference Include="{string.Join(';', Libraries.Select(l => Path.Combine(AppContext.BaseDirectory, l)))}" />
              </ItemGroup>
            </Project>
            """);
        await RunAsync(Path.Combine(plugin, "pulumi-resource-pinpoint"), "sdk", Path.Combine(stack.Project, "Pinpoint.cs"));
        var app = (await cloud.Aws.CreateAppAsync(new() { CreateApplicationRequest = new() { Name = "shop" } }, Cancel)).ApplicationResponse.Id;
        await stack.DoneAsync("config", "set", "app", app);
        await stack.DoneAsync("config", "set", "pinpoint:endpoint", cloud.Address.ToString());

        await stack.UpAsync();

        var segment = (await stack.DoneAsync("stack", "output", "segment")).Trim();
        var made = (await cloud.Aws.GetSegmentAsync(new() { ApplicationId = app, SegmentId = segment }, Cancel)).SegmentResponse;
        Assert.Equal(["premium"], made.Dimensions.Attributes["plan"].Values);
        await stack.AssertNothingToDoAsync();

        Directory.Delete(plugin, recursive: true);
        await stack.RefusedAsync("provider 'pinpoint' lies in", "up", "--yes", "--refresh"); // no other one was taken
    }

    private static string Block(string page, string language) =>
        Regex.Match(page, $"^```{language}\n(.*?)\n```$", RegexOptions.Singleline | RegexOptions.Multiline).Groups[1].Value;

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(stack.Project, name), text, Cancel);

    // Its standard output, without the line's end.
    private static async Task<string> RunAsync(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true })!; // not null without shell execution
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.Equal(0, process.ExitCode);
        return output.TrimEnd();
    }

    // Of the machine that it was made on.
    [GeneratedRegex("-(linux|darwin)-(amd64|arm64)")]
    private static partial Regex Kind();
}
