using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pinpush.Contract;
using Pinpush.Messages.Variables;

namespace Pinpush.Messages.Payloads;

/// <summary>Writes a payload and remembers where its holes are.</summary>
internal sealed class PayloadWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly List<Payload.Hole> holes = [];

    public PayloadWriter() => Json = new Utf8JsonWriter(buffer, JsonText.Options);

    public Utf8JsonWriter Json { get; }

    /// <summary>A member whose whole value is filled in later.</summary>
    public void Hole(string name, MessageVariable variable)
    {
        Json.WriteString(name, "");
        Json.Flush();
        holes.Add(new(buffer.WrittenCount - "\"".Length, 0, variable, InText: false, IsCounted: false));
    }

    /// <summary>A member whose value is a text that itself is JSON and holds the endpoint's id; its length counts.</summary>
    /// <param name="before">JSON up to the id, its opening quote included.</param>
    /// <param name="after">The rest, from the closing quote on.</param>
    public void EndpointIdInText(string name, string before, string after)
    {
        Json.WriteString(name, before + after);
        Json.Flush();
        var tail = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(after).Length + "\"".Length;
        holes.Add(new(buffer.WrittenCount - tail, 0, MessageVariable.Id, InText: true, IsCounted: true));
    }

    /// <param name="countedSize">See <see cref="Payload.Form"/>.</param>
    public Payload.Form Finish(int? countedSize)
    {
        Json.Flush();
        return new(buffer.WrittenSpan.ToArray(), [.. holes], countedSize);
    }

    public void Dispose() => Json.Dispose();
}
