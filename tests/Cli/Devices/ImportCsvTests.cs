using Pinpush.Cli.Devices;
using Xunit;

namespace Pinpush.Cli.Tests.Devices;

public sealed class ImportCsvTests
{
    [Fact]
    public void Read_QuotedValueOverLines_IsOneDeviceAndTheLinesGoOnBehindIt()
    {
        var lines = Read("t1,\"Bus,\r\n\n\"\"late\"\"\",GCM\nt2,Car,GCM\n");

        var (first, second) = (Assert.IsType<ImportLine.Device>(lines[0]), Assert.IsType<ImportLine.Device>(lines[1]));
        Assert.Equal((2, 4, "Bus,\n\n\"late\"", "GCM"), (first.Number, first.Last, first.Item.Attributes["ride"][0], first.Item.ChannelType.Value));
        Assert.Equal((5, 5, "t2"), (second.Number, second.Last, second.Item.Address));
    }

    [Theory]
    [InlineData("t1,\"Bus,GCM\nt2,Car,GCM\nt3,Bus,GCM", "2: a quote never ends, 3, 4")]
    [InlineData("t1,\"Bus,GCM\nt2,\"Car, red\",GCM\nt3,Bus,GCM", "2: a quote never ends, 3, 4")]
    [InlineData("t1,\"Bus,GCM\nt2,Car\",GCM\nt3,Bus,GCM,x", "2-3, 4: 4 values where the header has 3")]
    [InlineData("t1,\"Bus,GCM\nt2,Car\nt3,Bus\",GCM,x", "2: a quote never ends, 3: 2 values where the header has 3, 4: 4 values where the header has 3")]
    [InlineData("t1,\"Bus,GCM\nt2,\"Car\nred\",GCM\nt3,Bus,GCM", "2: a quote never ends, 3-4, 5")]
    [InlineData("t1,\"Bus\n,\"\"late,\"\"\",GCM\nt2,\"Bus\",\"GCM\n\"", "2-3, 4: ChannelType is none of APNS, APNS_SANDBOX, APNS_VOIP, APNS_VOIP_SANDBOX, GCM")]
    [InlineData("t1,\"Bus\" late,GCM\nt2,5\" screen,GCM", "2: a quote ends in the middle of a value, 3")]
    [InlineData("t1,Bus\rlate,GCM\nt2,\"Bus\rlate\",GCM", "2: a carriage return needs quotes around its value, 3")]
    [InlineData("t1,\"Bus\n\uFFFD\nt2,Car,GCM", "2: a quote never ends, 3: has bytes that are no UTF-8, 4")]
    public void Read_QuoteAtTheWrongPlace_CostsItsLineOnly(string text, string told) => Assert.Equal(told, string.Join(", ", Read(text).Select(Told)));

    [Fact]
    public void Read_QuoteThatIsOpenForMoreThanADeviceCanHold_CostsItsLineOnly()
    {
        var filler = string.Concat(Enumerable.Repeat($"{new string('x', 1000)},Bus,GCM\n", 300));

        var lines = Read($"t1,\"Bus,GCM\n{filler}t2,Car\",GCM\n");

        Assert.Equal("2: a quote never ends", Told(lines[0]));
        Assert.Equal(301, lines.Count(l => l is ImportLine.Device));
        Assert.Equal(303, lines[^1].Number);
    }

    [Theory]
    [InlineData("t1,\"Bus,GCM")]
    [InlineData("t1,\"\"\"Bus,GCM")]
    [InlineData("t1\",Bus\"late,\"")] // open after a line that is not, and after one that is
    [InlineData("\"")]
    [InlineData("t1,\"Bus,GCM\nt1,Bus,GCM\nt1,Bus,GCM\nt1,Bus,GCM\nt1,Bus,GCM\nt1,Bus,GCM\nt1,Bus,GCM\nt1,Bus,GCM\nt1,Bus,GCM")]
    public void Read_UnbalancedQuotes_CostWhatTheFileIsLong(string lines)
    {
        var (few, many) = (Cost(500), Cost(3_000));

        Assert.InRange((many - few) / 2_500.0, 0, 4_000 * lines.Split('\n').Length); // bytes for each of the lines

        long Cost(int times)
        {
            var text = string.Concat(Enumerable.Repeat(lines + "\n", times));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(times, Read(text).OfType<ImportLine.Bad>().Select(b => b.Number).Distinct().Count());
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Read_LineAsLongAsALineMayBe_IsRead()
    {
        var line = $"t1,\"{new string('x', BoundedLines.Longest - 9)}\",GCM";

        Assert.Equal("2", Told(Assert.Single(Read(line))));
    }

    private static string Told(ImportLine line) => line switch
    {
        ImportLine.Bad bad => $"{bad.Number}: {bad.Reason}",
        _ => line.Last == line.Number ? $"{line.Number}" : $"{line.Number}-{line.Last}",
    };

    private static List<ImportLine> Read(string text)
    {
        using var reader = new StringReader($"Address,Attributes.ride,ChannelType\n{text}");
        return [.. ImportFile.Read(reader, after: 0)];
    }
}
