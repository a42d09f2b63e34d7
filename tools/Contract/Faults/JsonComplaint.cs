using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pinpush.Contract;

/// <summary>What a JSON reader complains of, in words of JSON: its own name the types of .NET that it reads into.</summary>
public static partial class JsonComplaint
{
    /// <summary>Without the place, which is <see cref="JsonException.Path"/>, and without a full stop.</summary>
    public static string Words(JsonException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (Type().Match(fault.Message) is not { Success: true } type)
        {
            return Place().Replace(fault.Message, "").TrimEnd('.');
        }

        // Of a string, number or boolean the type is that of the object around it, and the exception inside tells what it had to be.
        return fault.InnerException switch
        {
            FormatException => $"a whole number of at most {int.MaxValue} is expected",
            { Message: var inner } when Scalar().Match(inner) is { Success: true } scalar =>
                $"{(scalar.Groups[1].Value == "boolean" ? "true or false" : $"a {scalar.Groups[1].Value}")} is expected",
            not null => "the string is no whole Unicode text",
            _ => List().IsMatch(type.Groups[1].Value) ? "an array is expected" : "an object is expected",
        };
    }

    [GeneratedRegex(@"could not be converted to (.+)\. Path: ")]
    private static partial Regex Type();

    [GeneratedRegex(@"as an? (number|string|boolean)\.")]
    private static partial Regex Scalar();

    [GeneratedRegex(@"^System\.Collections\.Generic\.\w*List`1")]
    private static partial Regex List();

    [GeneratedRegex(@" Path: .*$", RegexOptions.Singleline)]
    private static partial Regex Place();
}
