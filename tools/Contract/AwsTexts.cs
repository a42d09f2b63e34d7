namespace Pinpush.Contract;

/// <summary>How messages begin that client code tells errors apart by: AWS's own words. What stands behind them is for people.</summary>
/// <remarks>
/// Sources: Amplify JS (AWSPinpointProvider), Amplify Flutter and David Wells' analytics, which compare the beginning; Pinpoint user guide, troubleshooting;
/// aws-sdk-ios issues 861, 1502 and 4291, amplify-js issue 12568 and aws-sdk-java issue 2836, which quote it; aws-sdk-android (EventRecorder); tests of
/// Amplify's backend-notifications.
/// </remarks>
public static class AwsTexts
{
    /// <summary>What the result of an event or an endpoint says that was taken; the SDK for Android takes such events out of its queue.</summary>
    public const string Accepted = "Accepted";

    /// <summary>An endpoint that needs an address has none.</summary>
    public const string MissingAddress = "Missing Address";

    /// <summary>An endpoint has no channel.</summary>
    public const string MissingChannelType = "Missing ChannelType";

    /// <summary>A user has no room for one more endpoint; the number stands behind it.</summary>
    public const string TooManyEndpoints = "Exceeded maximum endpoint per user count";

    /// <summary>Whatever a path or an ARN names is not there.</summary>
    public const string NotFound = "Resource not found";

    /// <summary>A campaign would begin in the past. The member, <c>Schedule.</c>, stands before it.</summary>
    public const string StartHasPassed = "StartTime must be at least current time";

    /// <summary>Result of a user in the stead of one of an endpoint.</summary>
    public const string NoEndpoints = "No endpoints found for userId.";

    /// <summary>Result of a recipient whose channel is not enabled; the channel stands behind it.</summary>
    public const string NoChannel = "No channel of type";

    /// <summary>Result of a push whose token is dead, or of another app or environment.</summary>
    public const string DeadToken = "Unregistered or expired token";

    /// <summary>Result of a push that FCM finds malformed, its token among others.</summary>
    public const string InvalidNotification = "Invalid notification";
}
