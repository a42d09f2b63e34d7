using Google.Apis.Auth.OAuth2.Responses;
using Pinpush.Gateways.Senders;

namespace Pinpush.Gateways.Fcm;

/// <summary>What it means for a push that there is no access token.</summary>
internal static class FcmAccessFailure
{
    /// <summary>An endpoint that names no time is asked again after this, and longer each time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>The words by which an endpoint says that it will not: RFC 6749, 5.2, and what Google adds. All else may pass.</summary>
    private static readonly HashSet<string> Final = new(StringComparer.Ordinal)
    {
        "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope", "access_denied",
        "deleted_client", "disabled_client", "org_internal", "admin_policy_enforced",
    };

    /// <param name="cause">What Google's library threw.</param>
    public static PushOutcome Outcome(Exception cause) => cause switch
    {
        ObjectDisposedException => new PushOutcome.NotProcessed(0, "the sender was closed", null) { AtOnce = true }, // the channel was set anew meanwhile
        TokenResponseException e when Status(e) is < 500 and not 429 && Final.Contains(e.Error?.Error ?? "") => new PushOutcome.Refused(
            401, e.Error!.Error, null, // it is one of those words
            "Google gives this service account no access token: the key may be revoked, or this machine's clock be wrong. "
                + "Set the GCM channel with a current key file."),
        TokenResponseException e => new PushOutcome.NotProcessed(Status(e), Word(e), Pause),
        HttpRequestException or OperationCanceledException => new PushOutcome.NotProcessed(0, Word(cause), null),
        _ => new PushOutcome.NotProcessed(0, Word(cause), Pause),
    };

    /// <summary>The cause in a few words, none of which are a stranger's.</summary>
    public static string Word(Exception cause) => "access token: " + cause switch
    {
        TokenResponseException e when Final.Contains(e.Error?.Error ?? "") => e.Error!.Error, // as checked
        TokenResponseException e when Status(e) > 0 => $"status {Status(e)}",
        HttpRequestException e => e.HttpRequestError.ToString(),
        OperationCanceledException => "timeout",
        _ => "unreadable answer",
    };

    private static int Status(TokenResponseException e) => (int?)e.StatusCode is >= 400 and var status ? status : 0; // a 200 that says no is no answer
}
