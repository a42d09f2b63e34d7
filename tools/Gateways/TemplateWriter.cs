using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pinpush.Gateways;

/// <summary>Writes a payload and remembers where its holes are.</summary>
internal sealed class TemplateWriter : IDisposable
{
    /// <summary>Only what JSON itself demands is escaped: limits count bytes, and nothing here ends up in HTML.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly List<PushTemplate.Hole> holes = [];

    public TemplateWriter() => Json = new Utf8JsonWriter(buffer, Options);

    public Utf8JsonWriter Json { get; }

    /// <summary>A member whose whole value is filled in later.</summary>
    public void Hole(string name, PushTemplate.HoleKind kind)
    {
        Json.WriteString(name, "");
        Json.Flush();
        holes.Add(new(buffer.WrittenCount - "\"".Length, kind));
    }

    /// <summary>A member whose value is a text that itself is JSON and holds the endpoint's id.</summary>
    /// <param name="before">JSON up to the id, its opening quote included.</param>
    /// <param name="after">The rest, from the closing quote on.</param>
    public void EndpointIdInText(string name, string before, string after)
    {
        Json.WriteString(name, before + after);
        Json.Flush();
        var tail = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(after).Length + "\"".Length;
        holes.Add(new(buffer.WrittenCount - tail, PushTemplate.HoleKind.EndpointIdInText));
    }

    /// <param name="countedSize">See <see cref="PushTemplate.Form"/>.</param>
    public PushTemplate.Form Finish(int? countedSize)
    {
        Json.Flush();
        return new(buffer.WrittenSpan.ToArray(), [.. holes], countedSize);
    }

    public void Dispose() => Json.Dispose();
}
