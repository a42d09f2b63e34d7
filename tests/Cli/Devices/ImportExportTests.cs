using System.IO.Compression;
using System.Text;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests.Devices;

/// <summary>What Pinpoint's own export jobs left: folders of compressed lines, with all channels and whatever an endpoint has.</summary>
public sealed class ImportExportTests(ServedScene served) : IClassFixture<ServedScene>
{
    private const string Known = """
        "ApplicationId":"6f2e0d5b9a7c4e31b8d0c2a4f6e81357","CohortId":"41","CreationDate":"2024-02-11T19:03:27.940Z"
        """;

    private const string Iphone = $$"""
        {"ChannelType":"APNS","Address":"8f0c","EndpointStatus":"ACTIVE","OptOut":"NONE","RequestId":"0b6e9a52-5d51-11f0-9c77-7f1b2a3c4d5e",
        "Location":{"Country":"FRA","City":"Lyon"},"Demographic":{"AppVersion":"7.2","Platform":"ios"},"EffectiveDate":"2026-09-30T06:12:44.105Z",
        "Attributes":{"plan":["premium"],"teams":["lou","om"]},"Metrics":{"orders":3.0,"visits":["4"]},
        "User":{"UserId":"u-7731","UserAttributes":{"FirstName":["Zoé"]} },"Id":"tq0/7w+pl2d9m1xkz3c8v5bn4ya",{{Known}}}
        """;

    private const string Dead = $$"""{"ChannelType":"GCM","Address":"dX3:APA","EndpointStatus":"INACTIVE","OptOut":"NONE","User":{},"Id":"dead",{{Known}}}""";
    private const string Out = $$"""{"ChannelType":"GCM","Address":"out","EndpointStatus":"ACTIVE","OptOut":"ALL","Id":"out",{{Known}}}""";
    private const string Mail = $$"""{"ChannelType":"EMAIL","Address":"a@example.org","EndpointStatus":"ACTIVE","OptOut":"NONE","Id":"mail",{{Known}}}""";

    [Fact]
    public async Task Import_FolderOfAnExport_TakesEveryDeviceAsItWasAndSkipsOtherChannelsByCount()
    {
        var folder = Folder();
        Zip(folder, "2026/part-0.gz", Iphone, Mail, Dead);
        Zip(folder, "2026/part-1.gz", Mail, Out, """{"ChannelType":"GCM"}""");
        var unzipped = Iphone.ReplaceLineEndings("").Replace("8f0c", "8f0d", StringComparison.Ordinal).Replace("tq0", "unzipped", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "part-2.gz.json"), unzipped, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "_SUCCESS"), "", TestContext.Current.CancellationToken);

        var record = await served.JsonAsync(ExitCode.Refused, "device", "import", folder);

        Assert.Equal([4, 2, 1], new[] { "imported", "skipped", "refused" }.Select(n => record.GetProperty(n).GetInt32()));
        Assert.Equal("part-1.gz, Line 3: Address and ChannelType are needed\n", served.Scene.Error);
        var iphone = await served.JsonAsync("device", "get", "tq0/7w+pl2d9m1xkz3c8v5bn4ya");
        Assert.Equal(
            ("8f0c", "APNS", "u-7731", "ACTIVE", "2026-09-30T06:12:44.105Z"),
            (Text(iphone, "address"), Text(iphone, "channel"), Text(iphone, "user"), Text(iphone, "status"), Text(iphone, "effectiveDate")));
        Assert.Equal(["lou", "om"], iphone.GetProperty("attributes").GetProperty("teams").EnumerateArray().Select(v => v.GetString()));
        Assert.Equal("INACTIVE", Text(await served.JsonAsync("device", "get", "dead"), "status"));
        Assert.Equal("ALL", Text(await served.JsonAsync("device", "get", "out"), "optOut"));
        Assert.Equal("u-7731", Text(await served.JsonAsync("device", "get", "unzipped/7w+pl2d9m1xkz3c8v5bn4ya"), "user"));

        Assert.Equal(4, (await served.JsonAsync(ExitCode.Refused, "device", "import", folder)).GetProperty("imported").GetInt32());
        Assert.Equal("INACTIVE", Text(await served.JsonAsync("device", "get", "dead"), "status")); // nor does it come alive the second time
    }

    [Fact]
    public async Task Import_FolderWithoutAnExport_IsRefused()
    {
        var folder = Folder();

        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync("device", "import", folder));
        Assert.Equal($"{folder} has no file that ends in .gz, .json, .jsonl, .ndjson, .csv.\n", served.Scene.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_CompressedFileThatIsDamaged_SaysHowFarItCame(bool isCut)
    {
        var lines = Enumerable.Range(0, 5000).Select(i => $$"""{"ChannelType":"GCM","Address":"{{Guid.NewGuid()}}","Id":"d{{i}}"}""");
        var file = Zip(Folder(), "part.gz", [.. lines]);
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes.AsSpan(bytes.Length / 2, 8).Clear();
        await File.WriteAllBytesAsync(file, isCut ? bytes[..(bytes.Length / 3)] : bytes, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync("device", "import", file));
        Assert.Contains($"{file} is damaged after line ", served.Scene.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_AGigabyteInAMegabyte_IsRefusedEarly()
    {
        var file = Path.Combine(Folder(), "bomb.gz");
        await using (var zip = new GZipStream(File.Create(file), CompressionLevel.SmallestSize))
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 1024; i++)
            {
                await zip.WriteAsync(zeros, TestContext.Current.CancellationToken);
            }
        }

        Assert.Equal(ExitCode.Refused, await served.Scene.RunAsync("device", "import", file));
        Assert.Equal("Line 1 has more than 67108864 characters: this is no file of devices.\n", served.Scene.Error);
    }

    private string Folder() => Directory.CreateDirectory(Path.Combine(served.Scene.Home, $"{Guid.NewGuid():N}")).FullName;

    private static string Zip(string folder, string name, params string[] lines)
    {
        var file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!); // below the folder
        using var zip = new GZipStream(File.Create(file), CompressionLevel.Optimal);
        zip.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(l => l.ReplaceLineEndings(""))) + "\n"));
        return file;
    }

    private static string? Text(System.Text.Json.JsonElement record, string member) => record.GetProperty(member).GetString();
}
