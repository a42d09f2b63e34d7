using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Pinpush.Server.Signing;

/// <summary>The target of a request as it came: nothing of it is unescaped.</summary>
internal sealed record RawTarget(string Path, string Query)
{
    /// <summary>The parameters of the query, names and values unescaped once.</summary>
    public ILookup<string, string> Parameters { get; } = Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=', 2))
        .ToLookup(p => Uri.UnescapeDataString(p[0]), p => p.Length > 1 ? Uri.UnescapeDataString(p[1]) : "", StringComparer.Ordinal);

    public static RawTarget Of(HttpContext context)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? new(raw, "") : new(raw[..mark], raw[(mark + 1)..]);
    }

    public override string ToString() => Query.Length == 0 ? Path : $"{Path}?{Query}";
}
