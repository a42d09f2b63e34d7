using Pinpush.Contract;
using Pinpush.Messages.Layers;
using Xunit;

namespace Pinpush.Messages.Tests.Layers;

public sealed class MessageLayersTests
{
    private static readonly DirectMessageConfiguration Layered = new()
    {
        DefaultMessage = new() { Body = "lowest", Substitutions = Values("name", "default") },
        DefaultPushNotificationMessage = new() { Title = "push title", Url = "app://x", Action = PushAction.DeepLink, Substitutions = Values("other", "push") },
        APNSMessage = new() { Sound = "ping", Substitutions = Values("name", "Ann", "second") },
    };

    [Fact]
    public void Each_member_comes_from_the_nearest_layer_that_has_it() => Assert.Equal(
        new APNSMessage { Title = "push title", Body = "lowest", Url = "app://x", Action = PushAction.DeepLink, Sound = "ping" },
        MessageLayers.Apns(Layered, null, null));

    [Fact]
    public void The_entry_s_texts_win()
    {
        var merged = MessageLayers.Apns(Layered, null, new("own body", "own title", null, null));
        Assert.Equal(("own title", "own body"), (merged.Title, merged.Body));
    }

    [Theory]
    [InlineData(ChannelType.Apns, "name", "Ann")]
    [InlineData(ChannelType.Gcm, "name", "default")]
    [InlineData(ChannelType.Gcm, "other", "push")]
    public void The_nearest_layer_s_first_value_of_a_name_counts(ChannelType channel, string name, string value) =>
        Assert.Equal(value, MessageLayers.Substitutions(channel, Layered, null)[name]);

    [Fact]
    public void The_entry_s_values_win() =>
        Assert.Equal("own", MessageLayers.Substitutions(ChannelType.Apns, Layered, new(null, null, null, Values("name", "own")))["name"]);

    private static Dictionary<string, IReadOnlyList<string>> Values(string name, params string[] values) => new() { [name] = values };
}
