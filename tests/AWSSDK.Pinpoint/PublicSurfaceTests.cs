using System.Reflection;
using Amazon.Pinpoint.Model;
using Amazon.Runtime;

namespace Amazon.Pinpoint.Tests;

/// <summary>A program that compiles against this client has to compile against the official one: nothing public is there that has no place in it.</summary>
/// <remarks>The official client is generated from the model that boto3 carries too, so boto3's names are the judge.</remarks>
public sealed class PublicSurfaceTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>What the official client has beside the model.</summary>
    private static readonly HashSet<System.Type> ByHand =
        [typeof(AmazonPinpointClient), typeof(IAmazonPinpoint), typeof(AmazonPinpointConfig), typeof(AmazonPinpointRequest), typeof(AmazonPinpointException)];

    private static readonly System.Type[] Ours = [.. typeof(AmazonPinpointClient).Assembly.GetExportedTypes().Where(t => !ByHand.Contains(t))];

    [Fact]
    public async Task Model_HasTheMembersThatBoto3Knows()
    {
        // that one .NET has
        var official = (await NamesAsync("member")).Select(Capital).Where(m => !m.EndsWith("Exception.Message", StringComparison.Ordinal)).ToHashSet();
        var members = Ours.Where(t => !IsConstants(t)).SelectMany(t => t.GetProperties(Own).Select(p => $"{t.Name}.{p.Name}")).ToList();

        Assert.Equal([], members.Except(official));
        Assert.Equal([], official.Except(members));
        Assert.All(Ours.Where(t => !IsConstants(t)), t => Assert.Equal("Amazon.Pinpoint.Model", t.Namespace));
    }

    [Fact]
    public async Task Constants_HaveTheValuesThatBoto3Knows()
    {
        var official = (await NamesAsync("enum")).Select(l => l.Split(' ')).ToDictionary(l => l[0], l => l[1..].Order(StringComparer.Ordinal).ToArray());
        // static fields, set
        var constants = Ours.Where(IsConstants)
            .ToDictionary(t => t.Name, t => t.GetFields(Own).Select(f => ((ConstantClass)f.GetValue(null)!).Value).Order(StringComparer.Ordinal).ToArray());

        Assert.Equal(official.OrderBy(e => e.Key, StringComparer.Ordinal), constants.OrderBy(e => e.Key, StringComparer.Ordinal));
        Assert.All(Ours.Where(IsConstants), t => Assert.Equal("Amazon.Pinpoint", t.Namespace));
    }

    [Fact]
    public async Task Client_HasTheOperationsThatBoto3Knows()
    {
        var official = (await NamesAsync("operation")).Select(o => $"{o}Async").Order(StringComparer.Ordinal).ToList();

        Assert.Equal(official, typeof(IAmazonPinpoint).GetMethods(Own).Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.Equal(official, typeof(AmazonPinpointClient).GetMethods(Own).Select(m => m.Name).Order(StringComparer.Ordinal));
    }

    // boto3 has the name on the wire: tags.
    private static string Capital(string member) =>
        member.Split('.') is [var type, [var first, .. var rest]] ? $"{type}.{char.ToUpperInvariant(first)}{rest}" : member;

    private static bool IsConstants(System.Type type) => type.BaseType == typeof(ConstantClass);

    private static async Task<IEnumerable<string>> NamesAsync(string kind) =>
        (await Boto3.LinesAsync("boto3_names.py", TestContext.Current.CancellationToken)).Where(l => l.StartsWith($"{kind} ", StringComparison.Ordinal))
            .Select(l => l[(kind.Length + 1)..]);
}
