using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Config;
using Pinpush.Shared.Tests;

namespace Pinpush.PulumiCli.Tests.Config;

/// <summary>A text stays a text for every reader of the file: the official CLI reads it too, with another parser.</summary>
public sealed class ConfigYamlTests
{
    private static readonly string[] Texts =
    [
        "alpha", "a b", "", " ", "null", "~", "true", "False", "yes", "NO", "on", "y", "3", "-3", "+3", "007", "1_000", "0x1F", "-0x1F", "0o17", "0b11",
        "1.5", ".5", "1e3",
        "-1.5E-3", ".inf", "-.INF", ".nan", "12:30:45", "190:20:30.15", "2036-12-06", "2036-12-06T09:00:00Z", "2036-12-06T09:00:00.000Z",
        "2036-12-06t09:00:00+01:00",
        "2036-12-06 09:00:00", "2036-1-6 9:00:00 -5", "=", "<<", "@x", "!tag", "&a", "*a", "- a", "? a", ": a", "a: b", "a #b", "#a", "{}", "[]", "\"q\"",
        "'q'", "a\nb",
        "tab\there", "back\\slash", "%a", "`a`", "|", ">", "---", "...", "ünïcode", "eu-central-1", "https://example.com:8080/a?b=c", "2036-winter", "0day",
    ];

    [Fact]
    public async Task Text_SetInTheFile_IsThatTextToAnotherParser()
    {
        Need.Npm("js-yaml");
        var path = Path.GetTempFileName();
        try
        {
            var file = StackFile.Load(path, "shop");
            for (var i = 0; i < Texts.Length; i++)
            {
                file.Set(ConfigKey.Parse($"k{i}", "shop"), new ConfigNode.Scalar(Texts[i], Quoted: true));
            }

            file.Save();
            var (exit, output, error) = await PeerRun.ToEndAsync(
                "node", ["--input-type=commonjs", "--eval", """
                    const read = require('js-yaml').load(require('fs').readFileSync(process.argv[1], 'utf8')).config;
                    console.log(JSON.stringify(Object.values(read).map((v) => (typeof v === 'string' ? v : { kind: typeof v, value: String(v) }))));
                    """, path],
                new Dictionary<string, string>(), TestContext.Current.CancellationToken);

            Assert.True(exit == 0, error);
            Assert.Equal(Texts, JsonNode.Parse(output)!.AsArray().Select(v => v is JsonValue text ? text.GetValue<string>() : v?.ToJsonString())); // a list
            var again = StackFile.Load(path, "shop");
            Assert.Equal(Texts, again.Values.Select(v => v.Value.ToText(c => c)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Set_TakesWhatBeginsWithAnAtSign_AndAnEmptyInput()
    {
        using var bench = await Workbench.CreateAsync("failing.js");

        await bench.DoneAsync("config", "set", "at", "@x");
        await bench.DoneAsync("config", "set", "empty");

        Assert.Equal("@x", (await bench.DoneAsync("config", "get", "at")).TrimEnd('\n'));
        Assert.Equal("", (await bench.DoneAsync("config", "get", "empty")).TrimEnd('\n'));
    }
}
