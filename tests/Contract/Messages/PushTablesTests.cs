using Xunit;

namespace Pinpush.Contract.Tests.Messages;

public sealed class PushTablesTests
{
    [Fact]
    public void The_API_takes_fewer_push_types_than_APNs() => Assert.Equal(
        ["alert", "background", "complication", "fileprovider", "mdm", "voip"],
        ApnsPushType.All.Where(t => t.IsOfApi).Select(t => t.Word));

    [Theory]
    [InlineData("alert", "com.example.app", "com.example.app")]
    [InlineData("voip", "com.example.app", "com.example.app.voip")]
    [InlineData("voip", "com.example.app.voip", "com.example.app.voip")]
    [InlineData("liveactivity", "com.example.app", "com.example.app.push-type.liveactivity")]
    public void A_push_type_makes_its_topic_once(string type, string bundle, string topic) =>
        Assert.Equal(topic, ApnsPushType.All.Single(t => t.Word == type).Topic(bundle));

    [Theory]
    [InlineData("high", 10, "high")]
    [InlineData("NORMAL", 5, "normal")]
    [InlineData("10", 10, "high")]
    [InlineData("5", 5, "normal")]
    [InlineData("1", 1, null)]
    public void A_priority_has_a_word_for_either_platform(string word, int apns, string? fcm) =>
        Assert.Equal((apns, fcm), (PushPriority.Find(word)?.Apns, PushPriority.Find(word)?.Fcm));

    [Fact]
    public void An_unknown_priority_is_none() => Assert.Null(PushPriority.Find("7"));

    [Fact]
    public void FCM_s_own_words_come_first() => Assert.Equal(["normal", "high", "5", "10"], PushPriority.FcmWords);
}
