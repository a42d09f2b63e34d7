using System.Text.Json;

namespace Pinpush.Contract.Tests;

/// <summary>Requests as JSON, and what is expected of their faults.</summary>
internal static class Judge
{
    public static T Read<T>(string json) => (T)JsonSerializer.Deserialize(json, typeof(T), WireJson.Default)!; // no test sends a bare null

    /// <summary>None when <paramref name="member"/> is null; else exactly one, of that kind, whose data and sentence both name it.</summary>
    public static void Of(IReadOnlyList<Fault> faults, string? member, FaultKind kind = FaultKind.Invalid)
    {
        if (member is null)
        {
            Assert.Empty(faults);
            return;
        }

        var fault = Assert.Single(faults);
        Assert.Contains(member, fault.Message, StringComparison.Ordinal);
        Assert.True(member.StartsWith(fault.Member, StringComparison.Ordinal) || fault.Member.EndsWith(member, StringComparison.Ordinal), fault.Member);
        Assert.Equal((kind, (int?)null), (fault.Kind, fault.Index));
    }
}
