using Pinpush.Cli.Output;

namespace Pinpush.Cli.Channels;

/// <summary>Prints channels.</summary>
internal static class ChannelOutput
{
    public static void Show(Terminal terminal, IReadOnlyList<ChannelRecord> channels) => Rows.Write(
        terminal.Out, ["Channel", "Enabled", "Credentials", "Changed"],
        [.. channels.Select(c => new[] { c.Channel, c.Enabled ? "yes" : "no", c.HasCredential ? "yes" : "no", c.LastModifiedDate })]);
}
