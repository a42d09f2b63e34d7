using System.CommandLine;
using Pinpush.Cli.Connecting;
using Pinpush.Cli.Output;

namespace Pinpush.Cli.Apps;

/// <summary>Prints one app.</summary>
internal static class AppOutput
{
    public static void Show(Terminal terminal, AppRecord app, ParseResult parsed)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(app, CliJson.Default.AppRecord);
            return;
        }

        Rows.Write(terminal.Out, ["App", app.Name],
            ["Id", app.Id], ["ARN", app.Arn], ["Created", app.CreationDate],
            ["Tags", app.Tags is { Count: > 0 } tags ? string.Join(", ", tags.Select(t => $"{t.Key}={t.Value}")) : null]);
    }
}
