using System.Text.Json.Serialization;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Apps;

/// <summary>An app, as <c>app create|list|show|delete --json</c> print it.</summary>
internal sealed record AppRecord
{
    public static readonly RecordPrinter<AppRecord> Printer = new()
    {
        Json = AppJson.Default,
        Headers = ["Id", "Name", "Created", "Tags"],
        Row = a => [a.Id, a.Name, a.CreationDate, a.Tags is { Count: > 0 } tags ? string.Join(' ', tags.Select(t => $"{t.Key}={t.Value}")) : null],
        Details = (console, a) => Rows.Write(console, ["ARN"], [a.Arn]),
    };

    /// <summary>32 lower-case hex digits.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>ISO 8601; null where the API leaves it out.</summary>
    public string? CreationDate { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public static AppRecord Of(ApplicationResponse app) =>
        new() { Id = app.Id, Name = app.Name, Arn = app.Arn, CreationDate = app.CreationDate, Tags = app.Tags };
}

[JsonSerializable(typeof(IReadOnlyList<AppRecord>))]
internal sealed partial class AppJson : JsonSerializerContext;
