namespace Pinpush.Contract.Tests.Campaigns;

public sealed class TryStartTests
{
    [Theory]
    [InlineData("2026-05-01T10:00:00Z", null, "2026-05-01T10:00:00Z")]
    [InlineData("2026-05-01T10:00:00Z", "UTC+05:30", "2026-05-01T10:00:00Z")]
    [InlineData("2026-05-01T10:00:00+02:00", "UTC-08", "2026-05-01T08:00:00Z")]
    [InlineData("2026-05-01T10:00:00", null, "2026-05-01T10:00:00Z")]
    [InlineData("2026-05-01T10:00:00", "UTC", "2026-05-01T10:00:00Z")]
    [InlineData("2026-05-01T10:00:00", "UTC+05:30", "2026-05-01T04:30:00Z")]
    [InlineData("2026-05-01T10:00:00.500", "UTC-08", "2026-05-01T18:00:00.500Z")]
    [InlineData("2026-05-01T01:00:00", "UTC+14:00", "2026-04-30T11:00:00Z")]
    [InlineData("2026-05-01T10:00:00", "utc", "2026-05-01T10:00:00Z")]
    [InlineData("2026-05-01T10:00:00", "utc+01", "2026-05-01T09:00:00Z")]
    [InlineData("2026-05-01T10:00:00", "UTC-4", "2026-05-01T14:00:00Z")]
    [InlineData("2026-05-01T10:00:00", "UTC+9", "2026-05-01T01:00:00Z")]
    public void Reads_a_time_in_its_zone(string start, string? zone, string expected)
    {
        Assert.True(CampaignRules.TryStart(new() { StartTime = start, Timezone = zone }, out var at));
        Assert.Equal(DateTimeOffset.Parse(expected, null), at);
    }

    [Theory]
    [InlineData("2026-05-01T10:00:00", "UTC+15")]
    [InlineData("2026-05-01T10:00:00", "UTC+05:99")]
    [InlineData("2026-05-01T10:00:00", "Europe/Berlin")]
    [InlineData("2026-05-01T10:00:00Z", "nowhere")]
    [InlineData("2026-13-01T10:00:00", null)]
    [InlineData("05/01/2026 10:00", null)]
    [InlineData("10:00", null)]
    [InlineData("immediate", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Refuses_what_could_be_read_in_two_ways(string? start, string? zone)
    {
        Assert.False(CampaignRules.TryStart(new() { StartTime = start, Timezone = zone }, out var at));
        Assert.Null(at);
    }

    [Fact]
    public void Takes_the_word_for_at_once()
    {
        Assert.True(CampaignRules.TryStart(new() { StartTime = "IMMEDIATE" }, out var at));
        Assert.Null(at);
        Assert.False(CampaignRules.TryStart(null, out _));
    }
}
