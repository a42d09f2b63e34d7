using System.Text.Json;

namespace Pinpush.Contract;

/// <summary>Whether a member that is not served asks for anything: clients send empty objects, or empty texts, for what they leave out.</summary>
internal static class Asked
{
    public static bool IsAsked(this JsonElement? member) => member is { ValueKind: JsonValueKind.Object } value && value.EnumerateObject().Any();

    public static bool IsAsked(this CampaignHook? hook) => $"{hook?.LambdaFunctionName}{hook?.WebUrl}{hook?.Mode}".Length > 0;

    public static bool IsAsked(this QuietTime? quiet) => $"{quiet?.Start}{quiet?.End}".Length > 0;
}
