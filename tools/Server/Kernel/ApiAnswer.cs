using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pinpush.Contract;
using Pinpush.Server.Signing;

namespace Pinpush.Server.Kernel;

/// <summary>What a handler answers: a body with the operation's own status, or an error of the API.</summary>
/// <param name="Body">UTF-8 JSON; empty for no body.</param>
/// <param name="ErrorType">Modelled exception, e.g. <c>NotFoundException</c>; null for success.</param>
/// <param name="Status">HTTP status; 0 means the one the operation documents.</param>
/// <param name="Faults">What an error tells member by member; null for nothing.</param>
internal sealed record ApiAnswer(
    ReadOnlyMemory<byte> Body, string? ErrorType = null, int Status = 0, string? Message = null, IReadOnlyList<Fault>? Faults = null)
{
    private const int MostFaults = 100, LongestFault = 500, LongestMember = 200, LongestMessage = 32 * 1024, MostBytes = 64 * 1024;

    /// <summary>Whether the same call may be answered otherwise when it is made again.</summary>
    public bool Passes => Status is 429 or >= 500;

    /// <summary>Writes the body as it is sent; null where <see cref="Body"/> is all of it.</summary>
    public Func<PipeWriter, CancellationToken, Task>? Write { get; private init; }

    public static ApiAnswer Of<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>A list of any length, of which never more is in memory as text than its reader takes at a time.</summary>
    public static ApiAnswer Listed<T>(T value, JsonTypeInfo<T> type) =>
        Empty with { Write = (body, cancellationToken) => JsonSerializer.SerializeAsync(body, value, type, cancellationToken) };

    public static ApiAnswer Empty { get; } = new(ReadOnlyMemory<byte>.Empty);

    public static ApiAnswer BadRequest(string message, Fault? fault = null) =>
        Error(400, "BadRequestException", message) with { Faults = fault is null ? null : [Clip(fault)] };

    /// <summary>All faults at once, one sentence each; of a request that is wrong from end to end the first hundred.</summary>
    public static ApiAnswer BadRequest(IReadOnlyCollection<Fault> faults)
    {
        var (told, size) = (new List<Fault>(), 0);
        foreach (var fault in faults.Take(MostFaults).Select(Clip))
        {
            size += JsonEncodedText.Encode(fault.Member).EncodedUtf8Bytes.Length + JsonEncodedText.Encode(fault.Message).EncodedUtf8Bytes.Length;
            if (told.Count > 0 && size > MostBytes)
            {
                break;
            }

            told.Add(fault);
        }

        return BadRequest(
            string.Join(" ", told.Select(f => f.Index is { } i ? $"Item[{i}]: {f.Message}" : f.Message))
            + (faults.Count > told.Count ? $" ... and {faults.Count - told.Count} more." : "")) with
        { Faults = told };
    }

    public static ApiAnswer Unsigned(SignatureFault fault) => Error(403, fault.Type, fault.Message);

    public static ApiAnswer NotFound(string message) => Error(404, "NotFoundException", message);

    /// <summary>A resource is not there, in the words that clients know.</summary>
    /// <param name="what">A sentence: which one is not where.</param>
    public static ApiAnswer NoResource(string what) => NotFound($"{AwsTexts.NotFound}: {what}");

    public static ApiAnswer NotServed(string message) => Error(405, "MethodNotAllowedException", message);

    public static ApiAnswer TooLarge(string message) => Error(413, "PayloadTooLargeException", message);

    /// <summary>Not now: the same call is right a little later. The answer tells when.</summary>
    public static ApiAnswer Busy(string message) => Error(429, "TooManyRequestsException", message);

    public static ApiAnswer Failed(string message) => Error(500, "InternalServerErrorException", message);

    // A fault quotes what was sent, and that may be 7 MB; an answer is kept for repeated calls.
    private static ApiAnswer Error(int status, string type, string message) => new(ReadOnlyMemory<byte>.Empty, type, status, Clip(message, LongestMessage));

    private static Fault Clip(Fault fault) => fault with { Member = Clip(fault.Member, LongestMember), Message = Clip(fault.Message, LongestFault) };

    private static string Clip(string text, int most) =>
        text.Length <= most ? text : $"{text.AsSpan(0, most - (char.IsHighSurrogate(text[most - 1]) ? 1 : 0))}...";
}
