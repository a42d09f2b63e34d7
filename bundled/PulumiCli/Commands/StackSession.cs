using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Config;
using Pinpush.PulumiCli.Projects;
using Pinpush.PulumiCli.Secrets;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Commands;

/// <summary>One stack as a command works on it: its project, files and secrets.</summary>
internal sealed class StackSession : IDisposable
{
    private readonly CommandHost host;
    private JsonObject? document;

    private StackSession(CommandHost host, Project project, string stack)
    {
        (this.host, Project, Stack) = (host, project, stack);
        Backend = LocalBackend.Open(host, project.BackendUrl, project.Folder);
        Secrets = new SecretStore(() => Passphrase.Read(host));
        File = Load();
    }

    public Project Project { get; }

    public string Stack { get; }

    public LocalBackend Backend { get; }

    /// <summary>To be read; it is changed by <see cref="ChangeFileAsync"/>.</summary>
    public StackFile File { get; private set; }

    public SecretStore Secrets { get; }

    /// <param name="named">What <c>--stack</c> says; null for the selected one.</param>
    /// <exception cref="Failure">There is no project, no stack is named or selected, or it does not exist.</exception>
    public static StackSession Open(CommandHost host, string? named)
    {
        var project = Project.Find(host.Folder);
        var stack = named is not null ? StackName.Parse(named, project.Name) : SelectedStack.Read(host, project)
            ?? throw new Failure($"no stack selected; name one with --stack, or choose one with: {host.Self} stack select NAME");
        var session = new StackSession(host, project, stack);
        if (!session.Backend.Exists(project.Name, stack))
        {
            throw session.Backend.NoSuchStack(stack);
        }

        return session;
    }

    /// <summary>Makes the stack: its state, and a salt in its file.</summary>
    public static async Task<StackSession> CreateAsync(CommandHost host, string name, CancellationToken cancellationToken)
    {
        var project = Project.Find(host.Folder);
        var session = new StackSession(host, project, StackName.Parse(name, project.Name));
        await session.RequireSaltAsync(cancellationToken); // first: a missing passphrase leaves no half-made stack
        session.Secrets.Check();
        session.Backend.Create(project.Name, session.Stack);
        return session;
    }

    public StackLock Lock() => StackLock.Take(Backend.LockFolder(Project.Name, Stack), Stack, host);

    /// <summary>The deployment as it is in the file; null when nothing was deployed.</summary>
    public JsonObject? ReadRaw()
    {
        document = Backend.Read(Project.Name, Stack);
        return document["checkpoint"]?["latest"] as JsonObject;
    }

    /// <summary>The state, secrets decrypted.</summary>
    public Snapshot Read()
    {
        var latest = ReadRaw();
        if (Secrets.Salt is null && latest is not null && SnapshotJson.SaltOf(latest) is { } salt)
        {
            Secrets.Use(salt);
        }

        return latest is null ? Snapshot.Empty : SnapshotJson.Read(latest, Secrets);
    }

    /// <summary>Saves over what <see cref="Read"/> or <see cref="ReadRaw"/> read.</summary>
    public void Write(Snapshot snapshot) => WriteRaw(SnapshotJson.Write(snapshot, Secrets, host.Time.GetUtcNow()));

    public void WriteRaw(JsonObject? deployment) => Backend.Write(Project.Name, Stack, deployment, document ??= Backend.Read(Project.Name, Stack));

    /// <summary>Makes a salt, in memory and in the stack file, where there is none.</summary>
    public async Task RequireSaltAsync(CancellationToken cancellationToken)
    {
        if (File.EncryptionSalt is null)
        {
            await ChangeFileAsync(file =>
            {
                if (file.EncryptionSalt is null) // nobody else was faster
                {
                    file.SetSalt(Secrets.Salt ?? Secrets.CreateSalt());
                }
            }, cancellationToken);
        }
    }

    /// <summary>Changes the stack's file as it is at that moment, while no other process does: of two changes at once none is lost.</summary>
    public async Task ChangeFileAsync(Action<StackFile> change, CancellationToken cancellationToken)
    {
        using var alone = await ConfigLock.TakeAsync(Backend.ConfigLockPath(File.Path), host, cancellationToken);
        File = Load();
        change(File);
        File.Save();
    }

    private StackFile Load()
    {
        var file = StackFile.Load(host.ConfigFile ?? Project.StackFilePath(Stack), Project.Name);
        if (file.OtherSecretsProvider is { } other)
        {
            throw new Failure($"{file.Path} names the secrets provider '{other}'; only passphrases can be used here.");
        }

        if (file.EncryptionSalt is { } salt)
        {
            Secrets.Use(salt);
        }

        return file;
    }

    /// <summary>Outputs of a stack of this backend, for a stack reference; null when it does not exist.</summary>
    /// <param name="name"><c>dev</c>, <c>project/dev</c> or <c>organization/project/dev</c>.</param>
    public PropertyMap? OutputsOf(string name)
    {
        var parts = name.Split('/');
        var (project, stack) = parts.Length == 1 ? (Project.Name, name) : (parts[^2], parts[^1]);
        if (!Backend.Exists(project, stack))
        {
            return null;
        }

        // Its secrets are under its own salt, with the same passphrase.
        return Backend.Read(project, stack)["checkpoint"]?["latest"] is JsonObject latest
            ? SnapshotJson.Read(latest, Secrets).Stack?.Outputs ?? PropertyMaps.Empty : PropertyMaps.Empty;
    }

    public void Dispose() => Secrets.Dispose();
}
