using System.Text;
using Pinpush.Contract;
using static Pinpush.Audience.Tests.Segments;

namespace Pinpush.Audience.Tests;

public sealed class AudienceIndexTests
{
    private static readonly SegmentResponse HasA = Segment(Where("X", null, "a"));

    [Fact]
    public async Task Set_WhileSomebodyReads_DoesNotWaitAndIsSeenByWhoComesAfter()
    {
        var index = Index(Endpoint("X", "a"));
        using var begun = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        var reading = Task.Run(() => index.Read(() =>
        {
            begun.Set();
            end.Wait(TestContext.Current.CancellationToken);
            return index.With_NeedsRead("Attributes.X", ["a"]).Count;
        }), TestContext.Current.CancellationToken);
        begun.Wait(TestContext.Current.CancellationToken);

        index.Set(1, null, Endpoint("X", "a")); // would wait for ever if it waited
        var after = Task.Run(() => Members(index, HasA), TestContext.Current.CancellationToken);
        end.Set();

        Assert.Equal(1, await reading); // one moment: what came meanwhile is not in it
        Assert.Equal(2, (await after).Length);
    }

    [Fact]
    public async Task Read_ByManyWhileManyWrite_EndsWithEverythingTakenOver()
    {
        var index = new AudienceIndex();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var i = worker; i < 4000; i += 8)
            {
                index.Set(i, null, Endpoint("X", i % 2 == 0 ? "a" : "b"));
                if (i % 50 == worker)
                {
                    Assert.True(Members(index, HasA).Length <= 2000);
                }
            }
        }, TestContext.Current.CancellationToken)));

        Assert.Equal(2000, Members(index, HasA).Length);
        Assert.Equal(4000, index.Count);
    }

    [Fact]
    public void Load_SavedWithOtherFields_IsRefused()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Index(Endpoint("X", "1")).Save(writer);
        stream.Position = 1; // behind the length of the fields' names
        writer.Write('-');
        stream.Position = 0;
        using var reader = new BinaryReader(stream);

        Assert.Equal("It has other fields than segments ask for.", Assert.Throws<InvalidDataException>(() => AudienceIndex.Load(reader)).Message);
    }

    [Fact]
    public void Load_WhatSaveWrote_IsTheSameIndex()
    {
        var (random, index) = (new Random(5), new AudienceIndex());
        for (var id = 0; id < 3000; id++)
        {
            index.Set(id, null, Endpoint("X", $"{random.Next(4)}", $"unique-{id}") with
            {
                EndpointStatus = random.Next(2) == 0 ? EndpointStatus.Active : EndpointStatus.Inactive,
                EffectiveDate = Now.AddDays(-random.Next(40)).ToString("O"),
            });
        }

        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            index.Save(writer);
        }

        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        var loaded = AudienceIndex.Load(reader);

        foreach (var segment in new[]
        {
            Segment(), Segment(Where("X", null, "1", "3")), Segment(Where("X", AttributeType.Exclusive, "2")),
            Segment(Where("X", AttributeType.Contains, "unique-29")),
            Segment(new() { Behavior = new() { Recency = new() { Duration = Duration.Day14, RecencyType = RecencyType.Active } } }),
        })
        {
            Assert.Equal(Members(index, segment), Members(loaded, segment));
        }

        Assert.Equal(index.Reachable.ToBytes(), loaded.Reachable.ToBytes());
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void Of_AChannel_HasWhomItReaches()
    {
        var index = new AudienceIndex();
        EndpointResponse On(ChannelType channel) => new() { ChannelType = channel };
        index.Set(1, null, On(ChannelType.Apns));
        index.Set(2, null, On(ChannelType.Gcm));
        index.Set(3, null, On(ChannelType.Gcm));
        index.Set(3, On(ChannelType.Gcm), On(ChannelType.ApnsSandbox));

        Assert.Equal([1], index.Of(ChannelType.Apns).Chunks(9).Single());
        Assert.Equal([2], index.Of(ChannelType.Gcm).Chunks(9).Single());
        Assert.Empty(index.Of(ChannelType.ApnsVoip).Chunks(9));
    }

    [Fact]
    public void Forget_SomeIds_LeavesTheRest()
    {
        var index = Index(Endpoint("X", "a", "only-0"), Endpoint("X", "a"), Endpoint("X", "b"));
        var ids = new Bitmap();
        ids.Add(0);
        ids.Add(2);

        index.Forget(ids);

        Assert.Equal([1], Members(index, Segment()));
        Assert.Equal([1], Members(index, HasA));
        Assert.Empty(Members(index, Segment(Where("X", AttributeType.Contains, "only", "b"))));
    }

    [Fact]
    public void Evaluate_FiveSourcesEachOverThirteenStoreys_LooksAtEachSegmentOnce()
    {
        var (index, asked) = (Index(Endpoint("X", "a"), new EndpointResponse()), 0);
        SegmentResponse Storey(int n) => n == 0 ? Segment(Where("X", null, "a"), id: "s0") : Segment(
            groups: new()
            {
                Groups = [new() { SourceType = Combination.Any, SourceSegments = [.. Enumerable.Repeat(new SegmentReference { Id = $"s{n - 1}" }, 5)] }],
            },
            id: $"s{n}");

        var members = Members(index, Storey(13), r =>
        {
            asked++;
            return Storey(int.Parse(r.Id![1..], System.Globalization.CultureInfo.InvariantCulture)); // every reference here has an id
        });

        Assert.Equal([0], members);
        Assert.Equal(13 * 5, asked); // 5^13 without a memory
    }
}
