using System.CommandLine.Parsing;
using Microsoft.Extensions.Configuration;
using Pinpush.Cli.Outcomes;

namespace Pinpush.Cli.Input;

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

    /// <summary>The variable <c>PINPUSH_</c><paramref name="name"/>; null when it is not set.</summary>
    /// <exception cref="Refusal">It is no whole address.</exception>
    public static Uri? OfSetting(IConfiguration settings, string name) =>
        settings[name] is not { Length: > 0 } text ? null
        : TryParse(text) ?? throw new Refusal($"PINPUSH_{name} is '{text}'. Give a whole address, such as http://127.0.0.1:8787.", ExitCode.WrongCommandLine);

    private static Uri? TryParse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url : null;
}
