namespace Pinpush.Plugin.Hosting;

/// <summary>The resource is there, but not all of it as it should be: it is kept in the state, and the next update goes on.</summary>
public sealed class HalfMadeException(Stored made, Exception inner) : Exception(inner?.Message, inner)
{
    public Stored Made { get; } = made;
}
