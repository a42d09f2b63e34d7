using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Tests.Endpoints;

public sealed class KeyTableTests
{
    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 400)]
    [InlineData(3, 100_000)]
    public void Finds_what_a_plain_set_finds(int seed, int keys)
    {
        var (random, table, plain) = (new Random(seed), new KeyTable(), new HashSet<(uint Key, int Number)>());
        // Few keys in the highest places: entries run over the end and begin again at the front.
        uint Key() => uint.MaxValue - (uint)random.Next(keys) * (uint)random.Next(1, 3);
        for (var i = 0; i < 20_000; i++)
        {
            var entry = (Key: Key(), Number: random.Next(8));
            if (random.Next(5) < 3)
            {
                table.Add(entry.Key, entry.Number);
                plain.Add(entry);
            }
            else
            {
                table.Remove(entry.Key, entry.Number);
                plain.Remove(entry);
            }

            if (i % 500 == 0)
            {
                Same(plain, table);
                Same(plain, new KeyTable(table.Entries));
            }
        }
    }

    private static void Same(HashSet<(uint Key, int Number)> expected, KeyTable table)
    {
        Assert.Equal(expected.Count, table.Count);
        foreach (var group in expected.GroupBy(e => e.Key))
        {
            List<int>? found = null;
            table.Find(group.Key, ref found);
            Assert.Equal(group.Select(e => e.Number).Order(), found!.Order()); // the key is there
        }
    }
}
