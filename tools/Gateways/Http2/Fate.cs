namespace Pinpush.Gateways.Http2;

/// <summary>What can be said of a request.</summary>
internal enum Fate
{
    /// <summary>There is a status.</summary>
    Answered,

    /// <summary>It never left whole, or the peer said that it left it alone: another connection may take it at once.</summary>
    LeftAlone,

    /// <summary>The peer broke it off before it was whole, for a fault of its own or of the request's: it was not processed either.</summary>
    Unwanted,

    /// <summary>It left, and no answer came.</summary>
    InDoubt,
}
