using System.Globalization;
using System.Text;

namespace Pinpush.Server.Kernel;

/// <summary>
/// Pages of a stable list, newest first. <c>page-size</c> is 1 to 1,000 (default 100) and is clamped; the token is the id of the last item shown.
/// </summary>
internal static class Paging
{
    /// <summary>Answers the page of a list that the call asks for.</summary>
    /// <param name="all">Newest first.</param>
    /// <param name="id">What an item is known by; unique in the list.</param>
    /// <param name="answer">Gets the page and the token of the next one, null after the last.</param>
    public static ApiAnswer Page<T>(this ApiCall call, IReadOnlyList<T> all, Func<T, string> id, Func<IReadOnlyList<T>, string?, ApiAnswer> answer)
    {
        var size = 100;
        if (call.One("page-size") is { Length: > 0 } text && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size))
        {
            return ApiAnswer.BadRequest($"page-size '{text}' is not a whole number.");
        }

        size = Math.Clamp(size, 1, 1000);
        var from = 0;
        if ((call.One("token") ?? call.One("next-token")) is { Length: > 0 } token) // an operation has one of the two names
        {
            var last = Decode(token);
            from = 1 + (last is null ? -1 : all.TakeWhile(x => id(x) != last).Count());
            if (last is null || from > all.Count)
            {
                return ApiAnswer.BadRequest("token is not one that this list gave, or its item is gone: start again without it.");
            }
        }

        var page = all.Skip(from).Take(size).ToList();
        return answer(page, from + page.Count < all.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes(id(page[^1]))) : null);
    }

    private static string? Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var size) ? Encoding.UTF8.GetString(bytes, 0, size) : null;
    }
}
