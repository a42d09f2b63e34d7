using Pinpush.Plugin.Hosting;

namespace Pinpush.Provider;

/// <summary>Refuses a resource for all that is wrong with it at once, a line each.</summary>
internal static class Refused
{
    /// <param name="faults">Each names its property; null for none.</param>
    /// <exception cref="RefusedException">There is one.</exception>
    public static void If(params IEnumerable<string?> faults)
    {
        if (faults.OfType<string>().ToList() is { Count: > 0 } found)
        {
            throw new RefusedException(string.Join('\n', found));
        }
    }
}
