using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Pinpush.PulumiCli.State;

/// <summary>Keeps a second run off the stack: one file in the stack's lock folder for as long as the run lasts.</summary>
/// <remarks>
/// File: <c>{"pid":1,"username":"me","hostname":"here","timestamp":"…"}</c>. Any other file in the folder means "locked", so that both CLIs
/// respect each other. A lock of this machine whose process is gone is taken away: a killed run must not need a second command to go on.
/// </remarks>
internal sealed class StackLock : IDisposable
{
    private readonly string path;

    private StackLock(string path) => this.path = path;

    /// <param name="say">Told of a lock that was left behind.</param>
    /// <exception cref="Failure">Another run holds the stack.</exception>
    public static StackLock Take(string folder, string stack, TimeProvider time, Action<string> say)
    {
        var mine = Path.Combine(folder, $"{Guid.NewGuid()}.json");
        AtomicFile.Write(mine, Values.PropertyJson.ToText(new JsonObject
        {
            ["pid"] = Environment.ProcessId,
            ["username"] = Environment.UserName,
            ["hostname"] = Environment.MachineName,
            ["timestamp"] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        }), backup: null);
        var held = new StackLock(mine);
        try
        {
            foreach (var other in Directory.EnumerateFiles(folder, "*.json").Where(f => f != mine))
            {
                Judge(other, stack, say);
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

    private static void Judge(string other, string stack, Action<string> say)
    {
        JsonNode? holder;
        try
        {
            holder = JsonNode.Parse(File.ReadAllText(other));
        }
        catch (FileNotFoundException)
        {
            return; // let go this moment
        }
        catch (System.Text.Json.JsonException)
        {
            holder = null;
        }

        var pid = holder?["pid"]?.GetValue<int>();
        var host = holder?["hostname"]?.GetValue<string>();
        if (pid is { } id && host == Environment.MachineName && !IsAlive(id, holder!["timestamp"]?.GetValue<string>())) // not null: its pid was read
        {
            say($"The lock of process {id}, which has ended, is taken away.");
            File.Delete(other);
            return;
        }

        throw new Failure($"The stack '{stack}' is currently locked by {holder?["username"]?.GetValue<string>() ?? "someone"} on {host ?? "an unknown host"} "
            + $"(process {pid?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}, since {holder?["timestamp"]?.GetValue<string>() ?? "unknown"}): {other}. "
            + "Wait for that run to end; if there is none, remove the lock with: pulumi cancel");
    }

    // A process that began after the lock was taken only bears the same number.
    private static bool IsAlive(int id, string? since)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !(DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.None, out var taken)
                && process.StartTime.ToUniversalTime() > taken.UtcDateTime.AddSeconds(2));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
