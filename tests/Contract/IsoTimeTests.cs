using System.Globalization;

namespace Pinpush.Contract.Tests;

public sealed class IsoTimeTests
{
    [Theory]
    [InlineData("2026-05-01T10:00:00.123Z", "2026-05-01T10:00:00.123Z")] // JavaScript
    [InlineData("2026-05-01T10:00:00+00:00", "2026-05-01T10:00:00Z")] // Python, isoformat
    [InlineData("2026-05-01 10:00:00.123456+00:00", "2026-05-01T10:00:00.123456Z")] // Python, str
    [InlineData("2026-05-01T10:00:00+0200", "2026-05-01T08:00:00Z")] // Python, strftime %z
    [InlineData("2026-05-01 10:00:00 +0200", "2026-05-01T08:00:00Z")] // Ruby, to_s
    [InlineData("2026-05-01T10:00Z", "2026-05-01T10:00:00Z")] // Java, OffsetDateTime on a whole minute
    [InlineData("2026-05-01T10:00:00.123456789Z", "2026-05-01T10:00:00.1234567Z")] // Go and Java, nanoseconds
    [InlineData("2026-05-01T10:00:00.1234567+02:00", "2026-05-01T08:00:00.1234567Z")] // .NET, "O"
    [InlineData("2026-05-01 10:00:00Z", "2026-05-01T10:00:00Z")] // .NET, "u"
    [InlineData("2026-05-01 10:00:00+00", "2026-05-01T10:00:00Z")] // PostgreSQL
    [InlineData("2026-05-01t10:00:00z", "2026-05-01T10:00:00Z")] // RFC 3339
    [InlineData("20260501T100000Z", "2026-05-01T10:00:00Z")] // the basic form, as in X-Amz-Date
    [InlineData("20260501T100000.5+0130", "2026-05-01T08:30:00.5Z")]
    [InlineData("2026-05-01T10:00:00,5Z", "2026-05-01T10:00:00.5Z")] // ISO 8601 has the comma first
    [InlineData("2026-05-01", "2026-05-01T00:00:00Z")]
    [InlineData("2028-02-29T23:59:59-14:00", "2028-03-01T13:59:59Z")]
    public void Reads_what_standard_libraries_write(string text, string expected)
    {
        Assert.True(IsoTime.TryParse(text, out var time));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01T10:00:00Z")]
    [InlineData("2026-05-00T10:00:00Z")]
    [InlineData("0000-05-01T10:00:00Z")]
    [InlineData("2026-05-01T24:00:00Z")]
    [InlineData("2026-05-01T10:60:00Z")]
    [InlineData("2026-05-01T10:00:00+15:00")]
    [InlineData("2026-05-01T10:00:00+02:60")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("2026-05-01T10:00:00Z\n")]
    [InlineData("2026-05-01T10:00:00 GMT")]
    [InlineData("٢٠٢٦-05-01")]
    [InlineData("20260501")] // a number, as likely as a day
    [InlineData("01/02/2026")]
    [InlineData("10:30")]
    public void Refuses_what_is_no_time(string? text) => Assert.False(IsoTime.TryParse(text, out _));

    [Theory]
    [InlineData("UTC", 0)]
    [InlineData("utc", 0)]
    [InlineData(null, 0)]
    [InlineData("utc+01", 60)]
    [InlineData("UTC-4", -240)]
    [InlineData("UTC+9", 540)]
    [InlineData("UTC+05:45", 345)]
    [InlineData("Utc-09:30", -570)]
    [InlineData("UTC+14:00", 840)]
    public void Reads_a_zone_in_every_form_that_clients_send(string? zone, int minutes)
    {
        Assert.True(IsoTime.IsZone(zone));
        Assert.True(IsoTime.TryParse("2026-05-01T10:00:00", zone, out var time));
        Assert.Equal(TimeSpan.FromMinutes(minutes), time.Offset);
    }

    [Theory]
    [InlineData("UTC+15")]
    [InlineData("UTC+14:30")]
    [InlineData("UTC+05:99")]
    [InlineData("UTC+530")]
    [InlineData("Europe/Berlin")]
    [InlineData("")]
    public void Refuses_a_zone_that_is_none(string zone)
    {
        Assert.False(IsoTime.IsZone(zone));
        Assert.False(IsoTime.TryParse("2026-05-01T10:00:00Z", zone, out _));
    }

    [Theory]
    [InlineData("2026-05-01T10:00:00Z", true)]
    [InlineData("2026-05-01T10:00:00-0200", true)]
    [InlineData("2026-05-01T10:00:00", false)]
    [InlineData("nonsenseZ", false)]
    public void Knows_whether_a_time_has_its_offset(string text, bool has) => Assert.Equal(has, IsoTime.HasOffset(text));
}
