using System.Globalization;
using System.Text;

namespace Pinpush.Server.Api;

/// <summary>Pages of a stable list, newest first. <c>page-size</c> is 1 to 1,000 (default 100) and is clamped; the token is the id of the last item shown.</summary>
internal static class Paging
{
    /// <summary>The page of <paramref name="all"/> (newest first) that the call asks for, and the token of the next one.</summary>
    public static (IReadOnlyList<T> Page, string? Next, ApiAnswer? Fault) Page<T>(this ApiCall call, IReadOnlyList<T> all, Func<T, string> id)
    {
        var size = 100;
        if (call.One("page-size") is { Length: > 0 } text && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size))
        {
            return ([], null, ApiAnswer.BadRequest($"page-size '{text}' is not a whole number."));
        }

        size = Math.Clamp(size, 1, 1000);
        var from = 0;
        if ((call.One("token") ?? call.One("next-token")) is { Length: > 0 } token) // an operation has one of the two names
        {
            var last = Decode(token);
            from = 1 + (last is null ? -1 : all.TakeWhile(x => id(x) != last).Count());
            if (last is null || from > all.Count)
            {
                return ([], null, ApiAnswer.BadRequest("token is not one that this list gave, or its item is gone: start again without it."));
            }
        }

        var page = all.Skip(from).Take(size).ToList();
        return (page, from + page.Count < all.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes(id(page[^1]))) : null, null);
    }

    private static string? Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var size) ? Encoding.UTF8.GetString(bytes, 0, size) : null;
    }
}
