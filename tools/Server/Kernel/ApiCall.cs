using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pinpush.Contract;

namespace Pinpush.Server.Kernel;

/// <summary>One verified call: its operation, path values, query and body.</summary>
internal sealed record ApiCall(
    Operation Operation, IReadOnlyDictionary<string, string> Path, ILookup<string, string> Query, ReadOnlyMemory<byte> Body, string Region, string RequestId)
{
    /// <summary>The <c>{application-id}</c> of the path.</summary>
    public string ApplicationId => Path["application-id"];

    /// <summary>The value of a query parameter, or null.</summary>
    public string? One(string name) => Query[name].FirstOrDefault();

    /// <summary>Reads and judges the body. Null with what to answer.</summary>
    /// <param name="check">Every fault of the request; empty when all is right.</param>
    public T? Read<T>(JsonTypeInfo<T> type, Func<T, IReadOnlyCollection<Fault>> check, out ApiAnswer? fault)
        where T : class
    {
        if (Read(type, out fault) is not { } request)
        {
            return null;
        }

        fault = check(request) is { Count: > 0 } faults ? ApiAnswer.BadRequest(faults) : null;
        return fault is null ? request : null;
    }

    /// <summary>Reads the body. Null with a fault that names the member and what would be right.</summary>
    public T? Read<T>(JsonTypeInfo<T> type, out ApiAnswer? fault)
        where T : class
    {
        fault = null;
        try
        {
            if (Body.Length == 0)
            {
                fault = ApiAnswer.BadRequest($"{Operation.Name} needs a JSON body; there is none.");
                return null;
            }

            if (JsonSerializer.Deserialize(Body.Span, type) is not { } value)
            {
                fault = ApiAnswer.BadRequest($"{Operation.Name}: the body is null; it has to be a JSON object.");
                return null;
            }

            if (Body.Span.IndexOf("null"u8) < 0 || JsonShape.Check(Body, type) is not { Count: > 0 } nulls)
            {
                return value;
            }

            fault = ApiAnswer.BadRequest(nulls);
        }
        catch (JsonException e)
        {
            fault = JsonShape.Check(Body, type) is { Count: > 0 } faults ? ApiAnswer.BadRequest(faults) : NoJson(e);
        }

        return null;
    }

    private ApiAnswer NoJson(JsonException e)
    {
        var why = JsonComplaint.Words(e);
        return ApiAnswer.BadRequest($"{Operation.Name}: the body is wrong at {e.Path ?? "$"} (line {e.LineNumber + 1}): {why}", Fault.AtJson(e.Path, why));
    }
}
