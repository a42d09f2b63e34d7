using System.CommandLine.Parsing;

namespace Pinpush.Cli.Connecting;

/// <summary>An option's value that must be a whole http or https address.</summary>
internal static class AbsoluteUrl
{
    public static Uri? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (TryParse(text) is { } url)
        {
            return url;
        }

        argument.AddError($"'{text}' is no address. Give a whole one, such as http://127.0.0.1:8787.");
        return null;
    }

    /// <summary>Null when the text is not an absolute http or https address.</summary>
    public static Uri? TryParse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url : null;
}
