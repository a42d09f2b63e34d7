namespace Pinpush.Bench.Gateway;

/// <summary>The frames that a gateway knows; it passes over others. RFC 9113, section 6.</summary>
internal enum FrameType : byte
{
    Data = 0,
    Headers = 1,
    ResetStream = 3,
    Settings = 4,
    Ping = 6,
    WindowUpdate = 8,
    Continuation = 9,
}

/// <summary>Of a frame; which of them count depends on its type.</summary>
[Flags]
internal enum FrameFlags : byte
{
    /// <summary>The stream ends; of settings and pings: it is the answer to them.</summary>
    EndStreamOrAck = 0x1,

    EndHeaders = 0x4,
    Padded = 0x8,
    Priority = 0x20,
}
