namespace Pinpush.Fakes.Fcm;

/// <summary>An error answer of FCM. Source: Firebase, FCM REST reference, ErrorCode.</summary>
/// <param name="Status">Google's canonical word, as <c>NOT_FOUND</c>.</param>
/// <param name="ErrorCode">FCM's own word, as <c>UNREGISTERED</c>; null for an error that Google's front end gives.</param>
/// <param name="Field">The member at fault, as <c>message.data[0].value</c>; null when it is none.</param>
internal sealed record FcmRefusal(int Code, string Status, string Message, string? ErrorCode = null, string? Field = null)
{
    /// <summary>What the inbox calls it.</summary>
    public string Reason => ErrorCode ?? Status;

    public static FcmRefusal BadField(string field, string message) =>
        new(400, "INVALID_ARGUMENT", message, "INVALID_ARGUMENT", field);

    /// <summary>A body that does not fit the API's shape never reaches FCM: no FCM error code.</summary>
    public static FcmRefusal BadShape(string field, string message) => new(400, "INVALID_ARGUMENT", message, null, field);

    public static FcmRefusal BadToken { get; } = new(
        400, "INVALID_ARGUMENT", "The registration token is not a valid FCM registration token", "INVALID_ARGUMENT");

    public static FcmRefusal TooBig { get; } = new(400, "INVALID_ARGUMENT", "Android message is too big", "INVALID_ARGUMENT");

    public static FcmRefusal Unauthenticated { get; } = new(
        401, "UNAUTHENTICATED", "The request has no valid OAuth 2 access token of a service account.");

    public static FcmRefusal WrongProject(string project) => new(
        403, "PERMISSION_DENIED",
        $"Permission 'cloudmessaging.messages.create' denied on resource '//cloudresourcemanager.googleapis.com/projects/{project}'.");

    public static FcmRefusal NotFound { get; } = new(404, "NOT_FOUND", "Nothing is served at this address.");

    /// <param name="code">HTTP status; 0 takes the documented one of the error code, or 400 when it has none.</param>
    public static FcmRefusal Scripted(int code, string errorCode)
    {
        FcmRefusal documented = errorCode switch
        {
            "InvalidRegistration" => BadToken,
            "Unregistered" or "UNREGISTERED" => new(404, "NOT_FOUND", "Requested entity was not found.", "UNREGISTERED"),
            "SENDER_ID_MISMATCH" => new(403, "PERMISSION_DENIED", "SenderId mismatch", errorCode),
            "QUOTA_EXCEEDED" => new(429, "RESOURCE_EXHAUSTED", "Quota exceeded", errorCode),
            "UNAVAILABLE" => new(503, "UNAVAILABLE", "The service is currently unavailable.", errorCode),
            "INTERNAL" => new(500, "INTERNAL", "Internal error encountered.", errorCode),
            "THIRD_PARTY_AUTH_ERROR" => new(401, "UNAUTHENTICATED", "Auth error from APNS or Web Push Service", errorCode),
            _ => new(400, "INVALID_ARGUMENT", "Request contains an invalid argument.", errorCode),
        };
        return code == 0 ? documented : documented with { Code = code };
    }
}
