using System.Globalization;
using System.Text.Json.Nodes;
using Pinpush.Files;

namespace Pinpush.PulumiCli.State;

/// <summary>Keeps a second run off the stack: one file in the stack's lock folder for as long as the run lasts.</summary>
/// <remarks>
/// File: <c>{"pid":1,"username":"me","hostname":"here","timestamp":"…","process":"…"}</c>. Any other file in the folder means "locked", so that both
/// CLIs respect each other. A lock whose <c>process</c> could be seen from here and is gone is taken away: a killed run must not need a second
/// command to go on. One without that member, or of another machine, boot or container, stays.
/// </remarks>
internal sealed class StackLock : IDisposable
{
    private readonly string path;

    private StackLock(string path) => this.path = path;

    /// <exception cref="Failure">Another run holds the stack.</exception>
    public static StackLock Take(string folder, string stack, CommandHost host)
    {
        var mine = Path.Combine(folder, $"{Guid.NewGuid()}.json");
        AtomicFile.Write(mine, Values.PropertyJson.ToText(new JsonObject
        {
            ["pid"] = Environment.ProcessId,
            ["username"] = Environment.UserName,
            ["hostname"] = Environment.MachineName,
            ["timestamp"] = host.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["process"] = ProcessMark.Of(Environment.ProcessId),
        }), AtomicFile.OwnerOnly);
        var held = new StackLock(mine);
        try
        {
            foreach (var other in Directory.EnumerateFiles(folder, "*.json").Where(f => f != mine))
            {
                Judge(other, stack, host);
            }

            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Removes every lock of the stack, whoever holds it.</summary>
    /// <returns>How many there were.</returns>
    public static int Break(string folder)
    {
        var all = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        foreach (var file in all)
        {
            File.Delete(file);
        }

        return all.Length;
    }

    public void Dispose() => File.Delete(path);

    private static void Judge(string other, string stack, CommandHost caller)
    {
        JsonObject? holder;
        try
        {
            holder = JsonNode.Parse(File.ReadAllText(other)) as JsonObject;
        }
        catch (FileNotFoundException)
        {
            return; // let go this moment
        }
        catch (System.Text.Json.JsonException)
        {
            holder = null;
        }

        string? Text(string member) => holder?[member] is JsonValue value ? value.ToString() : null;
        var (pid, host) = (Text("pid"), Text("hostname"));
        if (int.TryParse(pid, CultureInfo.InvariantCulture, out var id) && Text("process") is { } mark && ProcessMark.HasEnded(id, mark))
        {
            caller.Error.WriteLine($"The lock of process {id}, which has ended, is taken away.");
            File.Delete(other);
            return;
        }

        throw new Failure($"The stack '{stack}' is currently locked by {Text("username") ?? "someone"} on {host ?? "an unknown host"} "
            + $"(process {pid ?? "unknown"}, since {Text("timestamp") ?? "unknown"}): {other}. "
            + $"Wait for that run to end; if there is none, remove the lock with: {caller.Self} cancel");
    }
}
