using Amazon.Pinpoint.Model;

namespace Pinpush.Cli.Apps;

/// <summary>An app, as <c>app create|list|show|delete --json</c> print it.</summary>
internal sealed record AppRecord
{
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
