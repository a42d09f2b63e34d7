namespace Pinpush.Server.Delivery;

/// <summary>Why a recipient gets no push, before any push service is asked.</summary>
internal enum Skip
{
    /// <summary>There is no such endpoint, or it was removed since the audience was fixed.</summary>
    Gone,

    /// <summary>The endpoint opted out of all messages.</summary>
    OptedOut,

    /// <summary>The endpoint is INACTIVE.</summary>
    Inactive,

    /// <summary>The endpoint has no address, or no channel that it belongs to: its app has not got a token yet.</summary>
    NoAddress,

    /// <summary>Another recipient of this send has the same address.</summary>
    DuplicateAddress,

    /// <summary>No channel of the endpoint's kind is enabled for the app.</summary>
    NoChannel,

    /// <summary>The message says nothing on the endpoint's channel, and nobody gets an empty notification.</summary>
    NoMessage,

    /// <summary>A message variable has no value for this recipient, and nobody gets a push with a gap.</summary>
    MissingVariable,
}
