using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Pinpush.Files;

namespace Pinpush.PulumiCli.State;

/// <summary>The folder that holds the states of all stacks: <c>.pulumi</c> below the folder that a <c>file://</c> URL names.</summary>
/// <remarks>Source: Pulumi, DIY backend with the project-scoped layout (<c>meta.yaml</c> says <c>version: 1</c>).</remarks>
internal sealed class LocalBackend
{
    private const string Organization = "organization";

    private readonly string self;

    private LocalBackend(string root, string self) => (Root, this.self) = (root, self);

    public string Root { get; }

    /// <summary>PULUMI_BACKEND_URL, else the project's <c>backend.url</c> (relative to the project), else what the official CLI's login chose.</summary>
    /// <exception cref="Failure">There is none of them, or the URL is not a file URL.</exception>
    public static LocalBackend Open(CommandHost host, string? projectUrl, string projectFolder)
    {
        var set = host.Variable("PULUMI_BACKEND_URL");
        var (url, relativeTo) = set is { Length: > 0 } ? (set, host.Folder) : (projectUrl ?? LoggedIn(host), projectFolder);
        if (!url.StartsWith("file://", StringComparison.Ordinal))
        {
            throw new Failure(
                $"The backend '{url}' cannot be used: only file:// URLs can. Set backend.url in Pulumi.yaml or PULUMI_BACKEND_URL to file://FOLDER.");
        }

        var path = url["file://".Length..].Split('?')[0];
        path = path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? host.UserFolder + path[1..] : path;
        return new LocalBackend(Path.Combine(Path.GetFullPath(path, relativeTo), ".pulumi"), host.Self);
    }

    // Never the user's folder by silence: a stack that "is not found" there would be made a second time.
    private static string LoggedIn(CommandHost host)
    {
        var file = Path.Combine(host.PulumiHome, "credentials.json");
        return File.Exists(file) && JsonNode.Parse(File.ReadAllText(file))?["current"]?.GetValue<string>() is { Length: > 0 } current ? current
            : throw new Failure("Nothing says where the states lie: no login. Set PULUMI_BACKEND_URL, or backend.url in Pulumi.yaml, to file://FOLDER, "
                + "for instance file://~ for your own folder.", ExitCode.NoLogin);
    }

    public string CheckpointPath(string project, string stack) => Path.Combine(Root, "stacks", project, $"{stack}.json");

    public string LockFolder(string project, string stack) => Path.Combine(Root, "locks", Organization, project, stack);

    /// <param name="file">The stack's configuration.</param>
    public string ConfigLockPath(string file) =>
        Path.Combine(Root, "locks", "config", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(file)))));

    public string HistoryFolder(string project, string stack) => Path.Combine(Root, "history", project, stack);

    /// <summary>Names of the project's stacks, sorted.</summary>
    public IReadOnlyList<string> Stacks(string project)
    {
        var folder = Path.Combine(Root, "stacks", project);
        return !Directory.Exists(folder) ? []
            : [.. Directory.EnumerateFiles(folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];
    }

    public bool Exists(string project, string stack)
    {
        var path = CheckpointPath(project, stack);
        return File.Exists(path) || (File.Exists(path + ".gz") || File.Exists(path + ".zst")
            ? throw new Failure($"The state of '{stack}' is compressed. Export it with the CLI that wrote it and import it here, or switch compression off.")
            : false);
    }

    /// <exception cref="Failure">There is one of that name already.</exception>
    public void Create(string project, string stack)
    {
        if (Exists(project, stack))
        {
            throw new Failure($"stack '{stack}' already exists");
        }

        Directory.CreateDirectory(Root);
        var meta = Path.Combine(Root, "meta.yaml");
        AtomicFile.TryMake(meta, "version: 1\n", AtomicFile.OwnerOnly);

        Write(project, stack, deployment: null, new JsonObject());
    }

    /// <summary>The checkpoint document with all its members, also those that this program does not know.</summary>
    /// <exception cref="Failure">There is no such stack, or its file is damaged or of a newer kind.</exception>
    public JsonObject Read(string project, string stack)
    {
        if (!Exists(project, stack))
        {
            throw NoSuchStack(stack);
        }

        var path = CheckpointPath(project, stack);
        try
        {
            var document = JsonNode.Parse(File.ReadAllText(path))?.AsObject();
            if (document?["checkpoint"]?["latest"] is { } latest)
            {
                _ = (latest.AsObject()["resources"]?.AsArray(), latest["pending_operations"]?.AsArray()); // never take for empty what is of another shape
            }

            StateVersion.Check(document ?? [], path);
            return document?["checkpoint"] is JsonObject ? document : throw new Failure($"{path} holds no checkpoint.");
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            throw new Failure($"{path} is damaged: {e.Message} The former state is in {path}.bak.");
        }
    }

    /// <summary>Saves the deployment inside the document that was read.</summary>
    /// <param name="deployment">Null for a stack of which nothing was deployed.</param>
    public void Write(string project, string stack, JsonObject? deployment, JsonObject document)
    {
        StateVersion.Set(document, deployment);
        var checkpoint = document["checkpoint"] as JsonObject ?? [];
        document["checkpoint"] = checkpoint;
        checkpoint["stack"] = $"{Organization}/{project}/{stack}";
        if (deployment is null)
        {
            checkpoint.Remove("latest");
        }
        else
        {
            checkpoint["latest"] = deployment;
        }

        var path = CheckpointPath(project, stack);
        AtomicFile.Write(path, Values.PropertyJson.ToText(document), AtomicFile.OwnerOnly, backup: path + ".bak");
    }

    public Failure NoSuchStack(string stack) => new($"no stack named '{stack}' found. Make it with: {self} stack init {stack}", ExitCode.NoSuchStack);

    /// <summary>Removes the stack's state; its history stays.</summary>
    public void Remove(string project, string stack)
    {
        var path = CheckpointPath(project, stack);
        File.Delete(path);
        foreach (var beside in (string[])[path + ".bak", Path.ChangeExtension(path, ".pulumi-tags"), .. AtomicFile.Leftovers(path)])
        {
            File.Delete(beside);
        }
    }
}
