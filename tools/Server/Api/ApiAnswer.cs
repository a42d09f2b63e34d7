using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Server.Api;

/// <summary>What a handler answers: a body with the operation's own status, or an error of the API.</summary>
/// <param name="Body">UTF-8 JSON; empty for no body.</param>
/// <param name="ErrorType">Modelled exception, e.g. <c>NotFoundException</c>; null for success.</param>
/// <param name="Status">HTTP status; 0 means the one the operation documents.</param>
internal sealed record ApiAnswer(ReadOnlyMemory<byte> Body, string? ErrorType = null, int Status = 0, string? Message = null)
{
    public static ApiAnswer Of<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static ApiAnswer Empty { get; } = new(ReadOnlyMemory<byte>.Empty);

    public static ApiAnswer BadRequest(string message) => Error(400, "BadRequestException", message);

    /// <summary>All faults at once, one sentence each.</summary>
    public static ApiAnswer BadRequest(IEnumerable<string> faults) => BadRequest(string.Join(" ", faults));

    public static ApiAnswer Forbidden(string message) => Error(403, "ForbiddenException", message);

    public static ApiAnswer NotFound(string message) => Error(404, "NotFoundException", message);

    public static ApiAnswer NotServed(string message) => Error(405, "MethodNotAllowedException", message);

    public static ApiAnswer TooLarge(string message) => Error(413, "PayloadTooLargeException", message);

    public static ApiAnswer Failed(string message) => Error(500, "InternalServerErrorException", message);

    private static ApiAnswer Error(int status, string type, string message) => new(ReadOnlyMemory<byte>.Empty, type, status, message);
}
