using Microsoft.AspNetCore.Http;

namespace Pinpush.Fakes.Apns;

/// <summary>One request under way: what was read of it so far, and what is to be said about it.</summary>
internal sealed class ApnsPush(HttpContext context, string id)
{
    public HttpContext Context { get; } = context;

    /// <summary>The sender's <c>apns-id</c> when it gave a good one, else ours.</summary>
    public string Id { get; } = id;

    public string Token { get; set; } = "";

    public byte[] Body { get; set; } = [];

    public string? Remark { get; private set; }

    public void Mark(string? remark) => Remark = remark is null || Remark is null ? remark ?? Remark : $"{Remark}; {remark}";

    /// <summary>The APNs headers, as the inbox keeps them.</summary>
    public Dictionary<string, string> Headers()
    {
        var kept = new Dictionary<string, string>(6, StringComparer.Ordinal);
        foreach (var (name, value) in Context.Request.Headers)
        {
            if (name.StartsWith("apns-", StringComparison.OrdinalIgnoreCase))
            {
                kept[name.ToLowerInvariant()] = value.ToString();
            }
        }

        return kept;
    }
}
