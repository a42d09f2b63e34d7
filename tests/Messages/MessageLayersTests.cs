using Pinpush.Contract;
using Xunit;

namespace Pinpush.Messages.Tests;

public sealed class MessageLayersTests
{
    private static readonly DirectMessageConfiguration Layers = new()
    {
        DefaultMessage = new() { Body = "lowest {{name}}", Substitutions = Values("name", "default") },
        DefaultPushNotificationMessage = new() { Title = "push title", Url = "app://{{name}}", Action = PushAction.DeepLink },
        APNSMessage = new() { Sound = "ping", Substitutions = Values("name", "Ann", "second") },
    };

    [Fact]
    public void Each_member_comes_from_the_nearest_layer_that_has_it() => Assert.Equal(
        new APNSMessage { Title = "push title", Body = "lowest Ann", Url = "app://Ann", Action = PushAction.DeepLink, Sound = "ping" },
        MessageLayers.Apns(Layers, null, null));

    [Fact]
    public void The_entry_wins()
    {
        var merged = MessageLayers.Apns(Layers, null, new("own body {{name}} {{unknown}}", "own title", null, Values("name", "{{name}}")));
        Assert.Equal(("own title", "own body {{name}} {{unknown}}"), (merged.Title, merged.Body));
    }

    [Fact]
    public void A_value_in_raw_content_stays_inside_its_text()
    {
        var merged = MessageLayers.Gcm(Layers, null, new(null, null, """{"data":{"n":"{{name}}"}}""", Values("name", "a\"b")));
        Assert.Equal("""{"data":{"n":"a\"b"}}""", merged.RawContent);
    }

    private static Dictionary<string, IReadOnlyList<string>> Values(string name, params string[] values) => new() { [name] = values };
}
