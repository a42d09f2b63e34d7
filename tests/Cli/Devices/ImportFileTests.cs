using Pinpush.Cli.Devices;
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
        Assert.Equal(("e1", "t1", "APNS", "u1", "FR"), (device.Item.Id, device.Item.Address, device.Item.ChannelType.Value, device.Item.User.UserId, device.Item.Location.Country));
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

    [Fact]
    public void Read_UnknownColumn_RefusesTheFile()
    {
        var refusal = Assert.Throws<Refusal>(() => Read("Address,Shoe\nt1,42\n"));

        Assert.Contains("'Shoe'", refusal.Message, StringComparison.Ordinal);
    }

    private static List<ImportLine> Read(string text)
    {
        using var reader = new StringReader(text);
        return [.. ImportFile.Read(reader)];
    }
}
