namespace Pinpush.Plugin.Describing;

/// <summary>What a value is. There are exactly these kinds.</summary>
public abstract record Shape
{
    private Shape()
    {
    }

    /// <param name="Words">The only ones that are allowed; null allows any text.</param>
    public sealed record Text(IReadOnlyList<string>? Words = null) : Shape;

    /// <summary>A whole number, both bounds allowed.</summary>
    public sealed record Whole(long Least, long Most) : Shape;

    public sealed record Flag : Shape;

    public sealed record ListOf(Shape Item) : Shape;

    /// <summary>Keys are the user's data: they are never re-cased.</summary>
    /// <param name="AsText">On the API's wire it is one text that holds the JSON.</param>
    public sealed record MapOf(Shape Value, bool AsText = false) : Shape;

    /// <param name="Name">Its class; unique in a plugin.</param>
    public sealed record Group(string Name, string Description, IReadOnlyList<Member> Members) : Shape;
}
