using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Contract;

/// <summary>
/// Whom a push of a campaign may have reached though no answer came or the server died, and twice when it was sent again.
/// An unknown campaign has none.
/// </summary>
public sealed record InDoubtQuery(string ApplicationId, string CampaignId) : OwnQuery<InDoubtResponse>(At)
{
    public const string At = "/pinpush/in-doubt";

    private const string App = "application-id", Campaign = "campaign-id";

    public override JsonTypeInfo<InDoubtResponse> AnswerType => WireJson.Default.InDoubtResponse;

    public override IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string> { [App] = ApplicationId, [Campaign] = CampaignId };

    /// <inheritdoc cref="AudienceQuery.Read"/>
    public static InDoubtQuery Read(Func<string, string?> parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new(parameter(App) ?? "", parameter(Campaign) ?? "");
    }
}
