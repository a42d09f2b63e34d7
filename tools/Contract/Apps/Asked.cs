using System.Text.Json;

namespace Pinpush.Contract;

/// <summary>Whether a member that is not served asks for anything: clients send empty objects for what they leave out.</summary>
internal static class Asked
{
    public static bool IsAsked(this JsonElement? member) => member is { ValueKind: JsonValueKind.Object } value && value.EnumerateObject().Any();

    public static bool IsAsked(this CampaignHook? hook) => (hook?.LambdaFunctionName ?? hook?.WebUrl ?? hook?.Mode) is not null;

    public static bool IsAsked(this QuietTime? quiet) => (quiet?.Start ?? quiet?.End) is not null;
}
