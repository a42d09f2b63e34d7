using Pinpush.Server.Storage;

namespace Pinpush.Server.Tests.Storage;

public sealed class SecretBoxTests : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public void Unseal_AsItWasSealed_GivesWhatWasIn()
    {
        var box = SecretBox.Open(scratch.File("key"));

        Assert.Equal("secret"u8.ToArray(), box.Unseal(box.Seal("secret"u8, "channel a APNS"), "channel a APNS"));
    }

    [Fact]
    public void Unseal_InAnotherPlace_DoesNotOpen()
    {
        var box = SecretBox.Open(scratch.File("key"));

        Assert.Null(box.Unseal(box.Seal("secret"u8, "channel a APNS"), "channel b APNS"));
    }

    [Fact]
    public void Unseal_ChangedByte_DoesNotOpen()
    {
        var box = SecretBox.Open(scratch.File("key"));
        var closed = box.Seal("secret"u8, "channel a APNS");

        closed[^1] ^= 1;

        Assert.Null(box.Unseal(closed, "channel a APNS"));
    }

    [Fact]
    public void Open_MakesAFileForItsOwnerAlone()
    {
        SecretBox.Open(scratch.File("key"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scratch.File("key")));
    }

    [Fact]
    public async Task Open_ManyFirstStartsAtOnce_AllHaveTheSameKey()
    {
        for (var round = 0; round < 50; round++)
        {
            var file = scratch.File($"{round}/key");
            var boxes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => SecretBox.Open(file))));

            var closed = boxes[0].Seal("secret"u8, "c");
            Assert.All(boxes, box => Assert.Equal("secret"u8.ToArray(), box.Unseal(closed, "c")));
            Assert.Equal([file], Directory.GetFiles(scratch.File($"{round}")));
        }
    }

    public void Dispose() => scratch.Dispose();
}
