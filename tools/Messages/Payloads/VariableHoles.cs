using System.Text.Json;
using Pinpush.Messages.Variables;

namespace Pinpush.Messages.Payloads;

/// <summary>Finds <c>{{name}}</c> in the texts of a finished payload. Names of members are left alone, and so is what a value brings along.</summary>
internal static class VariableHoles
{
    public static Payload.Form Find(Payload.Form form, MessageVariables variables)
    {
        if (form.Json.AsSpan().IndexOf("{{"u8) < 0)
        {
            return form;
        }

        // {"message":{"token":"","data":{"pinpoint.notification.body":"Hi {{User.UserId}}"},…}}: FCM counts the texts below data and notification
        var (holes, counted, isCounted) = (form.Holes.ToList(), form.CountedSize, false);
        var reader = new Utf8JsonReader(form.Json);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 2 })
            {
                isCounted = reader.ValueTextEquals("data"u8) || reader.ValueTextEquals("notification"u8);
            }

            if (reader.TokenType != JsonTokenType.String)
            {
                continue;
            }

            var raw = reader.ValueSpan;
            var start = (int)reader.TokenStartIndex + 1; // a payload is far below 2 GB
            bool? inText = null;
            for (int from = 0, length; Next(raw[from..], out var skip, out length); from += skip + length)
            {
                inText ??= reader.GetString() is ['{' or '[', ..] text && IsJson(text);
                var variable = variables.Named(Text(raw.Slice(from + skip + 2, length - 4)).Trim());
                holes.Add(new(start + from + skip, length, variable, inText.Value, isCounted));
                counted -= isCounted ? length : 0;
            }
        }

        return form with { Holes = [.. holes.OrderBy(h => h.At)], CountedSize = counted };
    }

    private static bool Next(ReadOnlySpan<byte> raw, out int skip, out int length)
    {
        for (skip = length = 0; raw[skip..].IndexOf("{{"u8) is >= 0 and var open; skip++)
        {
            skip += open;
            var rest = raw[(skip + 2)..];
            var end = rest.IndexOfAny("{}\""u8); // no part of a name; JSON in a text may end with }} as well
            if (end > 0 && rest[end..].StartsWith("}}"u8))
            {
                length = end + 4;
                return true;
            }
        }

        return false;
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Text(ReadOnlySpan<byte> raw)
    {
        var reader = new Utf8JsonReader([(byte)'"', .. raw, (byte)'"']);
        reader.Read();
        return reader.GetString()!; // a text
    }
}
