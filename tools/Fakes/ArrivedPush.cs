using System.Text;

namespace Pinpush.Fakes;

/// <summary>A push as the inbox stores it: nothing is turned into text before somebody reads it.</summary>
internal readonly record struct ArrivedPush
{
    public required string Service { get; init; }

    public required string Token { get; init; }

    public required string MessageId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Status { get; init; }

    /// <summary>Taken for delivery. Not the same as status 200: an FCM dry run is answered 200 and reaches nobody.</summary>
    public required bool Accepted { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public byte[]? Payload { get; init; }

    public string? Remark { get; init; }

    public Delivery ToDelivery(long sequence) => new()
    {
        Sequence = sequence,
        Service = Service,
        Token = Token,
        MessageId = MessageId,
        At = At,
        Status = Status,
        Reason = Reason,
        Headers = Headers ?? NoHeaders,
        Payload = Payload is null ? null : Encoding.UTF8.GetString(Payload),
        Remark = Remark,
    };

    private static readonly Dictionary<string, string> NoHeaders = [];
}
