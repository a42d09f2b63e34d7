using System.Text;
using Pinpush.Gateways.Http2;
using Xunit;

namespace Pinpush.Gateways.Tests.Http2;

/// <summary>Header blocks as other encoders write them, and as none may.</summary>
public sealed class HeaderReaderTests
{
    /// <summary>The bytes 0 to 255 in python's Huffman code.</summary>
    private const string AllBytes =
        "ffc7fffd8fffffe2fffffe3fffffe4fffffe5fffffe6fffffe7fffffe8ffffeafffffff3fffffa7fffffabffffffdfffffebfffffecfffffedfffffe"
        + "efffffefffffff0ffffff1ffffff2fffffffbfffffcffffffd3fffffd7fffffdbfffffdffffffe3fffffe7fffffebfffffed4fe3f9ffaffcabf1febf"
        + "afefe7fdfd2cbb00089969b71d79fb9f7fff20ffbff3ff50ddbd7f061c58f265cd9f469d5af66dddbf871e5f9cff7ff7fffc3ff9ffe45fff4719242c"
        + "b34e6e9d68a6a3d7dac426defe3cfaf7fffbfe7ffbffdffffffcfffe6ffff4bfff9ffffa3fffd3ffff53fffd5ffffb3fffeb7fffdaffffb7ffff73ff"
        + "feeffffdeffffebffffbfffffd9ffffdbfffebffffe0ffffeeffffc3ffff8bffff1ffffe4fffee7fffb1ffff97fffd9ffffcdffff9fffffbffffdaff"
        + "feeffff4ffffb7fffee7fffe8ffffd3fffdeffffd5fffeeffffbdffffe1fffdfffff7fffff5ffffecffff07fff87fffe0ffff17fffedffff87ffff77"
        + "fffeffffeaffff8bfffe3ffff93ffff87fffcbffff37ffff1fffff83ffffe1fffebfffe3ffff3fffff2ffffa3ffffd9fffff17ffffc7fffff27ffffd"
        + "efffffbffffff2fffff8fffffb7fff97fff8fffffe6fffffc1fffff87ffffe7fffffc5ffffe5fffe4ffff2fffffd1fffff4ffffffefffffe3fffffc9"
        + "fffff97fffb3ffffcffffb7fffcdffff4ffff9ffffd1ffffcffffeaffffafffffddffffeffffff4fffff5fffffabffffa7ffffd7fffff9bffffecfff"
        + "ffb7fffff3fffffe8fffffd3fffffabfffff5fffffff7ffffecfffffdbfffffbbfffff7ffffff0fffffbbf";

    private readonly HeaderReader reader = new();

    [Fact]
    public void A_block_fills_the_table_that_the_next_one_reads()
    {
        // By python's hpack, with Huffman codes, then without.
        const string First = "8840851d7521634999c108616616eeac00000b3400016780002c000000000000003f7681f3";
        const string Id = "EA1A3A5B-0000-4000-8000-000000000001";

        Assert.Equal(new HeaderReader.Said(200, Id, null), Read(First));
        Assert.Equal(new HeaderReader.Said(410, Id, "7"), Read("4803343130c0750137"));
    }

    [Fact]
    public void Every_byte_has_a_code()
    {
        var text = new byte[256];

        var length = HuffmanCode.Decode(Convert.FromHexString(AllBytes), text);

        Assert.Equal(Enumerable.Range(0, 256), text[..length].Select(b => (int)b));
    }

    [Theory]
    [InlineData("82be", "an index beyond the tables")]
    [InlineData("80", "the index 0")]
    [InlineData("3fe21f", "a table of 4097 bytes")]
    [InlineData("0005616263", "a name that is longer than its block")]
    [InlineData("00", "no name")]
    [InlineData("0fffffffffff", "a number without end")]
    [InlineData("000161ff", "a value without a length")]
    [InlineData("000161820000", "Huffman padding of zeros")]
    [InlineData("00016184ffffffff", "the end of a string within one")]
    public void A_broken_block_ends_the_connection(string hex, string what)
    {
        var fault = Record.Exception(() => Read(hex));

        Assert.True(fault is Http2Exception { Code: ErrorCode.CompressionError }, $"{what}: {fault}");
    }

    [Fact]
    public void A_small_block_cannot_unfold_to_a_large_one()
    {
        // One entry of 4000 bytes, then a thousand references to it.
        Read("40" + "0161" + "7fa11e" + string.Concat(Enumerable.Repeat("62", 4000)));

        var fault = Assert.Throws<Http2Exception>(() => Read(string.Concat(Enumerable.Repeat("be", 1000))));

        Assert.Equal(ErrorCode.EnhanceYourCalm, fault.Code);
    }

    [Fact]
    public void The_table_forgets_its_oldest_entries_first_and_keeps_the_others_whole()
    {
        // Entries of 32 + 1 + 63 bytes: 42 fit into 4096.
        for (var i = 0; i < 1000; i++)
        {
            Read($"40{Text("a")}{Text($"{i:d63}")}");
        }

        var table = new HeaderTable();
        for (var i = 0; i < 1000; i++)
        {
            table.Add("a"u8, Encoding.ASCII.GetBytes($"{i:d63}"));
        }

        Assert.Equal($"{999:d63}", Encoding.ASCII.GetString(table.Value(62)));
        Assert.Equal($"{958:d63}", Encoding.ASCII.GetString(table.Value(62 + 41)));
        Assert.Throws<Http2Exception>(() => table.Name(62 + 42).Length);
        table.Resize(100);
        Assert.Equal("a", Encoding.ASCII.GetString(table.Name(62)));
        Assert.Throws<Http2Exception>(() => table.Name(63).Length);
    }

    [Fact]
    public void What_a_request_says_is_read_back_by_the_same_rules()
    {
        var block = new HeaderBlock(stackalloc byte[8]);
        block.Add(HeaderBlock.MethodPost);
        block.Add("apns-id"u8, Encoding.ASCII.GetBytes(new string('x', 300)));
        block.AddSecret(HeaderBlock.Authorization, "bearer"u8);
        block.Add("retry-after"u8, "9"u8);

        Assert.Equal(new HeaderReader.Said(0, new string('x', 300), "9"), reader.Read(block.Bytes));
        block.Dispose();
    }

    private static string Text(string text) => $"{text.Length:x2}{Convert.ToHexString(Encoding.ASCII.GetBytes(text))}";

    private HeaderReader.Said Read(string hex) => reader.Read(Convert.FromHexString(hex));
}
