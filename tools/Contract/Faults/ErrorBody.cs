using System.Text.Json.Serialization;

namespace Pinpush.Contract;

/// <summary>What an error answers.</summary>
/// <remarks>
/// Pinpoint service model 2016-12-01, shapes BadRequestException, NotFoundException and so on; <see cref="Faults"/> is an addition of this server.
/// </remarks>
public sealed record ErrorBody
{
    /// <summary>Modelled exception, e.g. <c>NotFoundException</c>; the header <c>x-amzn-ErrorType</c> has it too.</summary>
    [JsonPropertyName("__type")]
    public string? Type { get; init; }

    /// <summary>For a person: all faults in one text, each of an item behind <c>Item[3]: </c>.</summary>
    public string? Message { get; init; }

    public string? RequestID { get; init; }

    /// <summary>
    /// What is wrong with the request, member by member, at most 100 faults; null where the error is of another kind, and in what AWS answers.
    /// </summary>
    public IReadOnlyList<Fault>? Faults { get; init; }
}
