namespace Pinpush.Audience.Tests;

/// <summary>Bitmaps against the set of the base class library.</summary>
public sealed class BitmapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Follows_a_sorted_set_through_random_changes(int seed)
    {
        var random = new Random(seed);
        var (bitmap, set) = (new Bitmap(), new SortedSet<int>());
        for (var round = 0; round < 20; round++)
        {
            // Few values per block cross the border of 4,096 in both directions; the far block is the last one there is.
            var (block, width, add) = (new[] { 0, 1, 7, 0x7fff }[random.Next(4)], random.Next(2) == 0 ? 6_000 : 65_536, random.Next(5) > 1);
            for (var i = 0; i < 3_000; i++)
            {
                var id = (block << 16) | random.Next(width);
                Assert.True((add ? set.Add(id) : set.Remove(id)) == (add ? bitmap.Add(id) : bitmap.Remove(id)));
            }

            Same(set, bitmap);
        }
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3, 65_536, int.MaxValue }, 2, 3)]
    [InlineData(new[] { 1, 2, 3, 4 }, 2, 2)]
    [InlineData(new int[0], 2, 0)]
    public void Gives_its_ids_some_at_a_time(int[] ids, int size, int chunks)
    {
        var bitmap = new Bitmap();
        Array.ForEach(ids, id => bitmap.Add(id));

        var given = bitmap.Chunks(size).ToList();

        Assert.Equal(ids, given.SelectMany(c => c));
        Assert.Equal(chunks, given.Count);
        Assert.All(given, c => Assert.InRange(c.Length, 1, size));
    }

    [Theory]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(65537)]
    public void Keeps_every_id_at_the_borders_of_its_forms(int count)
    {
        var (bitmap, set) = (new Bitmap(), new SortedSet<int>());
        for (var id = count - 1; id >= 0; id--)
        {
            Assert.True(bitmap.Add(id));
            Assert.False(bitmap.Add(id));
            set.Add(id);
        }

        Same(set, bitmap);
        for (var id = 0; id < count; id += 2)
        {
            Assert.True(bitmap.Remove(id));
            Assert.False(bitmap.Remove(id));
            set.Remove(id);
        }

        Same(set, bitmap);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void Combines_as_sets_do_and_leaves_the_other_alone(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 12; round++)
        {
            var (left, leftSet) = Some(random);
            var (right, rightSet) = Some(random);
            var (and, or, andNot) = (left.Clone(), left.Clone(), left.Clone());
            and.AndWith(right);
            or.OrWith(right);
            andNot.AndNotWith(right);

            Same([.. leftSet.Intersect(rightSet)], and);
            Same([.. leftSet.Union(rightSet)], or);
            Same([.. leftSet.Except(rightSet)], andNot);

            // What was combined shares no memory with what it came from.
            foreach (var result in new[] { and, or, andNot })
            {
                for (var i = 0; i < 50; i++)
                {
                    result.Add(random.Next(200_000));
                    result.Remove(random.Next(200_000));
                }
            }

            Same(leftSet, left);
            Same(rightSet, right);
        }
    }

    [Fact]
    public void Combines_with_itself()
    {
        var (bitmap, set) = Some(new Random(13));
        bitmap.AndWith(bitmap);
        bitmap.OrWith(bitmap);
        Same(set, bitmap);
        bitmap.AndNotWith(bitmap);
        Same([], bitmap);
    }

    [Fact]
    public void Takes_from_any_id_on_as_much_as_there_is_room()
    {
        var random = new Random(20);
        for (var round = 0; round < 12; round++)
        {
            var (bitmap, set) = Some(random);
            for (var i = 0; i < 20; i++)
            {
                var (from, page) = (random.Next(250_000), new int[random.Next(300)]);
                var expected = set.GetViewBetween(from, int.MaxValue).Take(page.Length).ToArray();
                Assert.Equal(expected, page[..bitmap.Take(from, page)]);
            }
        }
    }

    [Fact]
    public void Refuses_ids_below_zero()
    {
        var bitmap = new Bitmap();
        Assert.Throws<ArgumentOutOfRangeException>(() => bitmap.Add(-1));
        Assert.False(bitmap.Remove(-1));
        Assert.False(bitmap.Contains(-1));
        Assert.True(bitmap.Add(int.MaxValue));
        Assert.True(bitmap.Contains(int.MaxValue));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(31)]
    public void Never_reads_damaged_bytes_as_another_set(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 8; round++)
        {
            var bytes = Some(random).Bitmap.ToBytes();
            for (var i = 0; i < 60; i++)
            {
                var damaged = (byte[])bytes.Clone();
                var at = i < 20 ? Math.Min(i, bytes.Length - 1) : random.Next(bytes.Length);
                damaged[at] ^= (byte)(1 << random.Next(8));
                Assert.Throws<InvalidDataException>(() => Bitmap.FromBytes(damaged));
                Assert.Throws<InvalidDataException>(() => Bitmap.FromBytes(bytes.AsSpan(0, at)));
            }

            Assert.Throws<InvalidDataException>(() => Bitmap.FromBytes([.. bytes, 0]));
        }
    }

    [Fact]
    public void Refuses_bytes_that_are_no_bitmap()
    {
        Assert.Throws<InvalidDataException>(() => Bitmap.FromBytes([]));
        Assert.Throws<InvalidDataException>(() => Bitmap.FromBytes(new byte[64]));
        var noise = new byte[10_000];
        new Random(32).NextBytes(noise);
        noise[0] = new Bitmap().ToBytes()[0];
        Assert.Throws<InvalidDataException>(() => Bitmap.FromBytes(noise));
    }

    private static (Bitmap Bitmap, SortedSet<int> Set) Some(Random random)
    {
        var (bitmap, set) = (new Bitmap(), new SortedSet<int>());
        for (var block = 0; block < 4; block++)
        {
            var many = new[] { 0, 1, 50, 2_000, 4_096, 4_200, 30_000 }[random.Next(7)];
            for (var i = 0; i < many; i++)
            {
                var id = (block << 16) | random.Next(many < 5_000 ? 12_000 : 65_536);
                bitmap.Add(id);
                set.Add(id);
            }
        }

        return (bitmap, set);
    }

    private static void Same(SortedSet<int> expected, Bitmap actual)
    {
        var ids = new int[expected.Count + 1];
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.Count, actual.Take(0, ids));
        Assert.True(expected.SequenceEqual(ids.Take(expected.Count)));
        Assert.True(expected.Take(100).All(actual.Contains));
        var bytes = actual.ToBytes();
        var (again, read) = (Bitmap.FromBytes(bytes), new int[expected.Count + 1]);
        Assert.Equal(expected.Count, again.Take(0, read));
        Assert.True(ids.AsSpan().SequenceEqual(read));
        Assert.True(bytes.AsSpan().SequenceEqual(actual.Clone().ToBytes()));
    }
}
