using System.Globalization;

namespace Pinpush.Contract;

/// <summary>Tags that tools and server act on. AWS keeps them as it keeps every tag, and does nothing with them.</summary>
public static class OwnTags
{
    /// <summary>What their names begin with.</summary>
    public const string Prefix = "pinpush:";

    /// <summary>
    /// Which resource of which program it is: a create that finds its key takes over what is there, and the server lets no other resource have it.
    /// </summary>
    public const string Key = Prefix + "key";

    /// <summary>
    /// A word made up by the create that took the resource over last; none on what nobody took over. A state that does not know it does not delete it.
    /// </summary>
    public const string Mark = Prefix + "mark";

    /// <summary>
    /// On an app: the word <see cref="Yes"/> lets its plugin delete its endpoints for a change that needs a new app.
    /// </summary>
    public const string LoseEndpoints = Prefix + "lose-endpoints", Yes = "yes";

    /// <summary>
    /// Name of a campaign's run. The first campaign that begins to run under a name is the only one of the account that is sent under it,
    /// also after it and its app were deleted.
    /// </summary>
    public const string Run = Prefix + "run";

    /// <summary>The most endpoints that a campaign's run may reach; a run with more recipients is refused as a whole.</summary>
    public const string MaxAudience = Prefix + "max-audience";

    /// <summary>
    /// What becomes of a campaign's push that may have arrived, though no answer came: <c>resend</c>, which it is when the tag is missing, or <c>skip</c>.
    /// </summary>
    public const string InDoubt = Prefix + "in-doubt";

    /// <summary>The words of <see cref="InDoubt"/>.</summary>
    public const string Resend = "resend", Skip = "skip";

    /// <inheritdoc cref="Resend"/>
    public static IReadOnlyList<string> OfDoubt { get; } = [Resend, Skip];

    /// <summary>The most endpoints that a <see cref="MaxAudience"/> allows; null when its text is not a whole number above 0.</summary>
    public static int? Audience(string most) => int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null;

    /// <summary>Whether the tags have a push in doubt sent again.</summary>
    public static bool ResendsInDoubt(IReadOnlyDictionary<string, string>? tags) => tags?.GetValueOrDefault(InDoubt) != Skip;
}
