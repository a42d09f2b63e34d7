using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Contract;

/// <summary>What arrived at the fake gateways that a server was started with: each push as the inbox tells it. 404 when it sends to real ones.</summary>
/// <param name="Token">Of the device; null for all of them.</param>
public sealed record InboxQuery(string? Token) : OwnQuery<IReadOnlyList<JsonElement>>(At)
{
    public const string At = "/pinpush/inbox";

    private const string TokenName = "token";

    public override JsonTypeInfo<IReadOnlyList<JsonElement>> AnswerType => WireJson.Default.IReadOnlyListJsonElement;

    public override IReadOnlyDictionary<string, string> Parameters => Token is null ? [] : new Dictionary<string, string> { [TokenName] = Token };

    /// <inheritdoc cref="AudienceQuery.Read"/>
    public static InboxQuery Read(Func<string, string?> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new(parameter(TokenName));
    }
}
