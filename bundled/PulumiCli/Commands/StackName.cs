using System.Text.RegularExpressions;

namespace Pinpush.PulumiCli.Commands;

/// <summary>Names of stacks: <c>dev</c>, <c>organization/dev</c> or <c>organization/project/dev</c>.</summary>
internal static partial class StackName
{
    /// <summary>The short name.</summary>
    /// <exception cref="Failure">It is no name, or one of another project or organization.</exception>
    public static string Parse(string text, string project)
    {
        var parts = text.Split('/');
        if (parts.Length > 3 || (parts.Length > 1 && parts[0] != "organization") || (parts.Length == 3 && parts[1] != project))
        {
            throw new Failure($"'{text}' is not a stack of this project: write STACK or organization/{project}/STACK.");
        }

        return Name().IsMatch(parts[^1]) ? parts[^1]
            : throw new Failure($"'{parts[^1]}' is no name for a stack: it needs 1 to 100 letters, digits, '-', '_' or '.'.");
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,100}$")]
    private static partial Regex Name();
}
