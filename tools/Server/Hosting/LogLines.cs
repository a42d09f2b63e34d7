using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Pinpush.Contract;

namespace Pinpush.Server.Hosting;

/// <summary>The form of the log: a line for each entry, as text or as JSON, with control characters shown and not obeyed.</summary>
/// <remarks>
/// <code>2026-01-02T03:04:05.678Z warn Pinpush.Server.Delivery.Deliverer[2101] The push service refused endpoint e1 … (and 41 more like it)</code>
/// <code>{"Time":"2026-01-02T03:04:05.678Z","Level":"Warning","Category":"…","Event":2101,"Message":"…","More":41,"Values":{"EndpointId":"e1"}}</code>
/// Of one kind of entry at most one a second is written, and the next one tells how many were not: strangers can cause them. Runs of campaigns and
/// damaged rows, which nobody can cause without a key, are each told.
/// </remarks>
internal sealed class LogLines(TimeProvider time, bool asJson) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "lines";
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);
    private static readonly string[] Levels = ["trace", "debug", "info", "warn", "error", "fatal", ""];
    private readonly ConcurrentDictionary<(string Category, int Event), Kind> kinds = new();

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var (category, id) = (logEntry.Category, logEntry.EventId.Id);
        var more = 0;
        if (id is not (1302 or (>= 3100 and < 3200)) && !kinds.GetOrAdd((category, id), _ => new Kind()).TryTake(time, out more))
        {
            return;
        }

        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (asJson)
        {
            textWriter.WriteLine(Json(logEntry, message, more));
            return;
        }

        var exception = logEntry.Exception is { } e ? $" {string.Join(' ', e.ToString().Split('\n', StringSplitOptions.TrimEntries))}" : "";
        textWriter.WriteLine(ShownText.Of(
            $"{Now} {Levels[(int)logEntry.LogLevel]} {category}[{id}] {message}{(more > 0 ? $" (and {more} more like it)" : "")}{exception}"));
    }

    private string Now => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private string Json<TState>(in LogEntry<TState> entry, string message, int more)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line)) // escapes all control characters, and what is not ASCII
        {
            json.WriteStartObject();
            json.WriteString("Time", Now);
            json.WriteString("Level", entry.LogLevel.ToString());
            json.WriteString("Category", entry.Category);
            json.WriteNumber("Event", entry.EventId.Id);
            json.WriteString("Message", message);
            if (more > 0)
            {
                json.WriteNumber("More", more);
            }

            if (entry.Exception is { } e)
            {
                json.WriteString("Exception", e.ToString());
            }

            if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 1 } values) // the last one is the message's form
            {
                json.WriteStartObject("Values");
                foreach (var (name, value) in values.SkipLast(1))
                {
                    json.WriteString(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(line.ToArray());
    }

    private sealed class Kind
    {
        private readonly Lock gate = new();
        private long? last;
        private int left;

        public bool TryTake(TimeProvider time, out int more)
        {
            lock (gate)
            {
                more = left;
                if (last is { } then && time.GetElapsedTime(then) < Apart)
                {
                    left++;
                    return false;
                }

                (last, left) = (time.GetTimestamp(), 0);
                return true;
            }
        }
    }
}
