using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pinpush.Fakes.Fcm;

/// <summary>One send request under way.</summary>
/// <param name="Project">From the path.</param>
/// <param name="Target">The device token, or the topic or condition with its kind before it.</param>
internal sealed record FcmPush(HttpContext Context, string Project, string Target, JsonElement Message, bool ValidateOnly, string? Remark)
{
    public static FcmPush Empty(HttpContext context) => new(context, "", "", default, false, null);
}
