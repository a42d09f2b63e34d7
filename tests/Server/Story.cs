using System.Text.Json.Nodes;

namespace Pinpush.Server.Tests;

/// <summary>A stage on which a script of a peer is played once, for all facts that ask what it saw.</summary>
public abstract class Story : Stage
{
    private readonly Lazy<Task<JsonNode>> seen;

    protected Story() => seen = new(PlayAsync);

    /// <summary>What the script printed: a document with a member for each thing that it saw.</summary>
    internal Task<JsonNode> SeenAsync()
    {
        Ask();
        return seen.Value;
    }

    /// <summary>Asks for what the script needs.</summary>
    protected abstract void Ask();

    protected abstract Task<JsonNode> PlayAsync();

    /// <summary>Runs a file of Peers/; it has to succeed, and to print a document.</summary>
    protected async Task<JsonNode> RunAsync(string program, string script, params string[] arguments)
    {
        var (exit, output, error) = await Peer.RunAsync(this, program, [Peer.Script(script), .. arguments], CancellationToken.None);
        Assert.True(exit == 0, error);
        return JsonNode.Parse(output)!; // it prints one
    }
}
