using Pinpush.Contract;
using Pinpush.Messages.Payloads;
using Xunit;

namespace Pinpush.Messages.Tests;

/// <summary>What a shaped message gives one recipient.</summary>
internal static class Filling
{
    /// <summary>The push; there has to be one.</summary>
    public static Push For(this ShapedPush shaped, EndpointResponse recipient)
    {
        Assert.True(Assert.IsType<ShapedPush.Ready>(shaped).TryFill(recipient, null, out var push, out var missing), missing);
        return push;
    }

    /// <summary>The name of the variable without a value; there has to be one.</summary>
    public static string MissingFor(this ShapedPush shaped, EndpointResponse recipient)
    {
        Assert.False(Assert.IsType<ShapedPush.Ready>(shaped).TryFill(recipient, null, out _, out var missing));
        return missing;
    }
}
