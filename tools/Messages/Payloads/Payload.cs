using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pinpush.Contract;
using Pinpush.Messages.Variables;

namespace Pinpush.Messages.Payloads;

/// <summary>
/// A finished payload with holes for what differs from one recipient to the next, so that one push of a campaign costs one array and
/// one copy. A payload without holes is shared by all its pushes.
/// </summary>
/// <param name="named">The form that tells the endpoint's id.</param>
/// <param name="bare">The form for a bare address.</param>
/// <param name="isBlank">Whether a device that gets a payload like it has nothing to show; null where that cannot be.</param>
internal sealed class Payload(Payload.Form named, Payload.Form bare, Func<JsonElement, bool>? isBlank)
{
    /// <param name="At">Offset in the JSON of the form, inside a text.</param>
    /// <param name="Length">How many bytes of the form it replaces.</param>
    /// <param name="InText">The text around it is JSON itself, so that the value is escaped twice.</param>
    /// <param name="IsCounted">Its value counts towards <see cref="Form.CountedSize"/>.</param>
    internal readonly record struct Hole(int At, int Length, MessageVariable Variable, bool InText, bool IsCounted);

    /// <param name="Holes">By rising offset.</param>
    /// <param name="CountedSize">What the gateway's limit counts without the holes' values; null when it counts the whole payload.</param>
    internal sealed record Form(byte[] Json, Hole[] Holes, int? CountedSize);

    /// <summary>Whether it says more of its recipient than its id and its address.</summary>
    public bool HasVariables => Array.Exists(named.Holes, h => h.Variable != MessageVariable.Id && h.Variable != MessageVariable.Address);

    /// <summary>What the gateway's limit counts at least, whatever a recipient brings along.</summary>
    public int LeastSize => bare.CountedSize ?? bare.Json.Length - bare.Holes.Sum(h => h.Length);

    /// <summary>The payload with holes where it has message variables. Only one whose texts are nothing but variables may become blank.</summary>
    public Payload With(MessageVariables variables)
    {
        var (withHoles, bareHoles) = (VariableHoles.Find(named, variables), VariableHoles.Find(bare, variables));
        var emptied = Filled(bareHoles, new string[bareHoles.Holes.Length], bareHoles.Json.Length - bareHoles.Holes.Sum(h => h.Length));
        return new(withHoles, bareHoles, isBlank?.Invoke(JsonElement.Parse(emptied)) == true ? isBlank : null);
    }

    /// <summary>The push for one recipient.</summary>
    /// <param name="push">Null when a variable is missing.</param>
    /// <param name="missing">The first variable that has no value for this recipient; null when all have.</param>
    public bool TryFill(
        EndpointResponse recipient, Guid? id, PushHeaders headers, [NotNullWhen(true)] out Push? push, [NotNullWhen(false)] out string? missing)
    {
        var (form, token) = (recipient.Id is null ? bare : named, recipient.Address!); // whoever gets a push has an address
        var holes = form.Holes;
        missing = null;
        if (holes.Length == 0)
        {
            push = new Push(token, form.Json, headers, id) { Size = form.CountedSize ?? form.Json.Length };
            return true;
        }

        var values = ArrayPool<string>.Shared.Rent(holes.Length);
        var (length, counted) = (form.Json.Length, form.CountedSize ?? 0);
        for (var i = 0; i < holes.Length; i++)
        {
            var hole = holes[i];
            if (hole.Variable.For(recipient) is not { } value)
            {
                ArrayPool<string>.Shared.Return(values, clearArray: true);
                (push, missing) = (null, hole.Variable.Name);
                return false;
            }

            values[i] = hole.InText ? Escaped(Escaped(value)) : Escaped(value);
            length += Encoding.UTF8.GetByteCount(values[i]) - hole.Length;
            counted += hole.IsCounted ? Encoding.UTF8.GetByteCount(value) : 0;
        }

        var payload = Filled(form, values, length);
        ArrayPool<string>.Shared.Return(values, clearArray: true);
        if (isBlank?.Invoke(JsonElement.Parse(payload)) == true)
        {
            (push, missing) = (null, holes.First(h => h.Variable != MessageVariable.Id && h.Variable != MessageVariable.Address).Variable.Name); // there is one
            return false;
        }

        push = new Push(token, payload, headers, id) { Size = form.CountedSize is null ? payload.Length : counted };
        return true;
    }

    private static byte[] Filled(Form form, string?[] values, int length)
    {
        var payload = GC.AllocateUninitializedArray<byte>(length);
        int from = 0, to = 0;
        for (var i = 0; i < form.Holes.Length; i++)
        {
            var hole = form.Holes[i];
            form.Json.AsSpan(from, hole.At - from).CopyTo(payload.AsSpan(to));
            to += hole.At - from;
            from = hole.At + hole.Length;
            to += Encoding.UTF8.GetBytes(values[i], payload.AsSpan(to));
        }

        form.Json.AsSpan(from).CopyTo(payload.AsSpan(to));
        return payload;
    }

    /// <summary>The same string when nothing needs escaping.</summary>
    private static string Escaped(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
}
