namespace Pinpush.Gateways.Http2;

/// <summary>Why a stream or a connection ends.</summary>
/// <remarks>Source: RFC 9113, section 7.</remarks>
internal enum ErrorCode
{
    NoError = 0,
    ProtocolError = 1,
    InternalError = 2,
    FlowControlError = 3,
    SettingsTimeout = 4,
    StreamClosed = 5,
    FrameSizeError = 6,
    RefusedStream = 7,
    Cancel = 8,
    CompressionError = 9,
    ConnectError = 10,
    EnhanceYourCalm = 11,
    InadequateSecurity = 12,
    Http11Required = 13,
}
