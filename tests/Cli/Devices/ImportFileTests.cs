using Pinpush.Cli.Devices;
using Pinpush.Cli.Outcomes;
using Xunit;

namespace Pinpush.Cli.Tests.Devices;

public sealed class ImportFileTests
{
    [Fact]
    public void Read_CsvWithDottedHeader_FillsEveryPlace()
    {
        const string Text = "Id,Address,ChannelType,User.UserId,Attributes.ride,Attributes.ride,Metrics.age,Location.Country\n"
            + "e1,t1,APNS,u1,\"Bus, late\",\"the \"\"T\"\"\",41.5,FR\n";

        var device = Assert.IsType<ImportLine.Device>(Assert.Single(Read(Text)));

        Assert.Equal(2, device.Number);
        Assert.Equal(("e1", "t1", "APNS"), (device.Item.Id, device.Item.Address, device.Item.ChannelType.Value));
        Assert.Equal(("u1", "FR"), (device.Item.User.UserId, device.Item.Location.Country));
        Assert.Equal(["Bus, late", "the \"T\""], device.Item.Attributes["ride"]);
        Assert.Equal(41.5, device.Item.Metrics["age"]);
    }

    [Fact]
    public void Read_JsonLines_FillsTheSamePlacesAndTakesTheTokenAsId()
    {
        const string Text = """{"Address":"t1","ChannelType":"GCM","User":{"UserId":"u1","UserAttributes":{"tier":["gold","old"]}},"OptOut":"NONE"}""";

        var device = Assert.IsType<ImportLine.Device>(Assert.Single(Read(Text)));

        Assert.Equal(("t1", "t1", "u1"), (device.Item.Id, device.Item.Address, device.Item.User.UserId));
        Assert.Equal(["gold", "old"], device.Item.User.UserAttributes["tier"]);
    }

    [Theory]
    [InlineData("t1,XX", "ChannelType")]
    [InlineData("t1", "1 values where the header has 2")]
    [InlineData("\"t1,GCM", "a quote never ends")]
    [InlineData(",GCM", "Address and ChannelType are needed")]
    public void Read_BadCsvLine_NamesLineAndReasonAndGoesOn(string line, string reason)
    {
        var lines = Read($"Address,ChannelType\n{line}\nt2,GCM\n");

        var bad = Assert.IsType<ImportLine.Bad>(lines[0]);
        Assert.Equal(2, bad.Number);
        Assert.Contains(reason, bad.Reason, StringComparison.Ordinal);
        Assert.IsType<ImportLine.Device>(lines[1]);
    }

    [Theory]
    [InlineData("5", "no JSON object")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("not json", "no JSON object")]
    [InlineData("""{"Address":"t","ChannelType":"GCM","Metrics":{"m":NaN}}""", "no JSON object")]
    [InlineData("""{"Address":"t","ChannelType":"GCM","Metrics":{"m":"NaN"}}""", "'Metrics.m' is no number")]
    [InlineData("""{"Address":"t","ChannelType":"GCM","Metrics":{"m":1e999}}""", "'Metrics.m' is no number")]
    [InlineData("""{"Address":"t","ChannelType":"GCM","Location":{"Latitude":"-Infinity"}}""", "'Location.Latitude' is no number")]
    [InlineData("""{"Address":"\ud800","ChannelType":"GCM"}""", "surrogate")]
    [InlineData("""{"\udc00":"t","ChannelType":"GCM"}""", "surrogate")]
    [InlineData("""{"Address":"t","ChannelType":"GCM","Shoe":42}""", "'Shoe' is no name")]
    [InlineData("""{"Address":"t","ChannelType":"GCM","\u001b[2J":42}""", "unprintable name is no name")]
    [InlineData("""{"Address":{"x":"t"},"ChannelType":"GCM"}""", "'Address' cannot hold an object")]
    [InlineData("""{"Address":"t","ChannelType":"GCM","Attributes":{"a":[{"b":"c"}]}}""", "'Attributes.a' cannot hold an object")]
    [InlineData("""{"Address":"t","Address":"u","ChannelType":"GCM"}""", "'Address' is there twice")]
    public void Read_BadJsonLine_NamesLineAndReasonAndGoesOn(string line, string reason)
    {
        var lines = Read($"{{\"Address\":\"t1\",\"ChannelType\":\"GCM\"}}\r\n{line}\r\n\r\n{{\"Address\":\"t2\",\"ChannelType\":\"GCM\"}}");

        Assert.Equal([1, 2, 4], lines.Select(l => l.Number));
        Assert.IsType<ImportLine.Device>(lines[2]);
        Assert.Contains(reason, Assert.IsType<ImportLine.Bad>(lines[1]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NestedTooDeepOrTooLongOrNoUtf8_IsAFaultOfThatLine()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);
        var lines = Read($"Address,ChannelType\n{new string('x', BoundedLines.Longest + 1)}\nt\uFFFD,GCM\nt2,GCM\n");

        Assert.Contains("longer than", Assert.IsType<ImportLine.Bad>(lines[0]).Reason, StringComparison.Ordinal);
        Assert.Contains("UTF-8", Assert.IsType<ImportLine.Bad>(lines[1]).Reason, StringComparison.Ordinal);
        Assert.Equal(4, Assert.IsType<ImportLine.Device>(lines[2]).Number);
        Assert.IsType<ImportLine.Bad>(Assert.Single(Read(deep)));
    }

    [Fact]
    public void Read_ByteOrderMarkAndCrLf_AreNoPartOfValues()
    {
        var device = Assert.IsType<ImportLine.Device>(Assert.Single(Read("\uFEFFAddress,ChannelType\r\nt1,GCM\r\n")));

        Assert.Equal(("t1", "GCM"), (device.Item.Address, device.Item.ChannelType.Value));
    }

    [Theory]
    [InlineData("Address,Shoe\nt1,42\n", "'Shoe'")]
    [InlineData("Address,Address.x\nt1,42\n", "'Address.x'")]
    [InlineData("ChannelType,Address,Address\nGCM,t1,42\n", "'Address' is there twice")]
    [InlineData("# pinpush\n\nPush notifications\n", "it has no column ChannelType. One such is ChannelType,Address,User.UserId,Attributes.plan")]
    [InlineData("\u001b[2J\u0000\n", "unprintable name")]
    [InlineData("\uFFFD\uFFFD\n", "neither a CSV header nor a JSON object")]
    [InlineData("[\n{\"ChannelType\":\"GCM\",\"Address\":\"t1\"}]\n", "one object per line")]
    [InlineData(" \n\n", "empty")]
    public void Read_BrokenHeader_RefusesTheFile(string text, string words)
    {
        var refusal = Assert.Throws<Refusal>(() => Read(text));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_RepeatedIdOrAddress_BeginsANewRound()
    {
        var rounds = ImportRound.Cut(Read("Id,Address,ChannelType\na,t1,GCM\nb,t2,GCM\nx\na,t3,GCM\nc,t3,GCM\n")).ToList();

        Assert.Equal(["a b", "a", "c"], rounds.Select(r => string.Join(' ', r.Devices.Select(d => d.Item.Id))));
        Assert.Equal([4, 5, 6], rounds.Select(r => r.LastLine));
        Assert.Equal(4, Assert.Single(rounds[0].Faults).Line);
    }

    private static List<ImportLine> Read(string text)
    {
        using var reader = new StringReader(text);
        return [.. ImportFile.Read(reader, after: 0)];
    }
}
