using System.Text;
using System.Text.Encodings.Web;

namespace Pinpush.Gateways;

/// <summary>
/// A finished payload with holes where token and endpoint id go, so that one push of a campaign costs one array and one copy.
/// A payload without holes is shared by all its pushes.
/// </summary>
/// <param name="named">The form that tells the endpoint's id.</param>
/// <param name="bare">The form for a bare address.</param>
internal sealed class PushTemplate(PushTemplate.Form named, PushTemplate.Form bare)
{
    internal enum HoleKind { Token, EndpointId, EndpointIdInText }

    /// <param name="At">Offset in the JSON of the form, between two quotes.</param>
    internal readonly record struct Hole(int At, HoleKind Kind);

    /// <param name="Holes">By rising offset.</param>
    /// <param name="CountedSize">What the gateway's limit counts without the endpoint's id; null when it counts the whole payload.</param>
    internal sealed record Form(byte[] Json, Hole[] Holes, int? CountedSize);

    public Push Fill(string token, string? endpointId, Guid? id, PushHeaders headers)
    {
        var form = endpointId is null ? bare : named;
        if (form.Holes.Length == 0)
        {
            return new Push(token, form.Json, headers, id) { Size = form.CountedSize ?? form.Json.Length };
        }

        // An escaped UTF-16 unit takes at most 6 bytes (\uXXXX), 7 when the backslash is escaped again.
        var capacity = form.Json.Length;
        foreach (var hole in form.Holes)
        {
            capacity += 7 * (hole.Kind == HoleKind.Token ? token.Length : endpointId!.Length); // this form is chosen when there is one
        }

        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(capacity);
        int from = 0, to = 0;
        foreach (var hole in form.Holes)
        {
            form.Json.AsSpan(from, hole.At - from).CopyTo(rented.AsSpan(to));
            to += hole.At - from;
            from = hole.At;
            to += hole.Kind switch
            {
                HoleKind.Token => Escape(token, rented.AsSpan(to)),
                HoleKind.EndpointId => Escape(endpointId!, rented.AsSpan(to)), // as above
                _ => Escape(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(endpointId!), rented.AsSpan(to)), // as above
            };
        }

        form.Json.AsSpan(from).CopyTo(rented.AsSpan(to));
        var payload = rented.AsSpan(0, to + form.Json.Length - from).ToArray();
        System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        var size = form.CountedSize is { } counted ? counted + (endpointId is null ? 0 : Encoding.UTF8.GetByteCount(endpointId)) : payload.Length;
        return new Push(token, payload, headers, id) { Size = size };
    }

    /// <summary>Encode returns the same string when nothing needs escaping.</summary>
    private static int Escape(string text, Span<byte> target) =>
        Encoding.UTF8.GetBytes(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text), target);
}
