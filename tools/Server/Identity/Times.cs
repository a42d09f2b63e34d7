using System.Globalization;

namespace Pinpush.Server.Identity;

/// <summary>Times as the service writes them: <c>2018-05-24T21:26:33.995Z</c>.</summary>
internal static class Times
{
    public static string Stamp(this TimeProvider time) => Stamp(time.GetUtcNow());

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
