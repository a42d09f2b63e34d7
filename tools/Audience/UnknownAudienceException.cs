namespace Pinpush.Audience;

/// <summary>Nobody can say who is in a segment; the message says why. Such an audience is nobody, never everybody.</summary>
public sealed class UnknownAudienceException : InvalidOperationException
{
    public UnknownAudienceException()
    {
    }

    public UnknownAudienceException(string message)
        : base(message)
    {
    }

    public UnknownAudienceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
