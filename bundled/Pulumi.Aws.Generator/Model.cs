using System;
using System.Collections.Generic;
using System.Linq;

namespace Pulumi.Aws.Generator;

/// <summary>A property of a resource or a nested object.</summary>
internal sealed class Member
{
    /// <param name="line"><c>in|out NAME TYPE [FLAGS]</c></param>
    public Member(string line)
    {
        var words = line.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        IsOutput = words[0] == "out";
        Name = words[1];
        Type = words[2];
        Flags = [.. words.Skip(3)];
    }

    public bool IsOutput { get; }

    /// <summary>On the wire.</summary>
    public string Name { get; }

    /// <summary>In the model's words.</summary>
    public string Type { get; }

    public HashSet<string> Flags { get; }

    public string Property => char.ToUpperInvariant(Name[0]) + Name.Substring(1);

    public bool IsCollection => Type[0] is '[' or '{';

    public string? After(string flag) => Flags.Where(f => f.StartsWith(flag, StringComparison.Ordinal)).Select(f => f.Substring(flag.Length)).FirstOrDefault();
}

/// <summary>A resource or a nested object.</summary>
internal sealed class Declaration
{
    /// <param name="line"><c>resource TOKEN CLASS [FLAGS]</c> or <c>type CLASS in|both</c></param>
    public Declaration(string line)
    {
        var words = line.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        IsResource = words[0] == "resource";
        Token = IsResource ? words[1] : "";
        var path = words[IsResource ? 2 : 1].Split('.');
        Class = path[path.Length - 1];
        Area = path.Length > 1 ? path[0] : "";
        Flags = [.. words.Skip(2)];
    }

    public bool IsResource { get; }

    public string Token { get; }

    public string Class { get; }

    /// <summary>The part of the namespace after Pulumi.Aws; empty for the package's own.</summary>
    public string Area { get; }

    public HashSet<string> Flags { get; }

    public List<Member> Members { get; } = [];

    public string Namespace => Area.Length == 0 ? "Pulumi.Aws" : $"Pulumi.Aws.{Area}";

    public static List<Declaration> Read(string text)
    {
        List<Declaration> all = [];
        foreach (var line in text.Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == ' ')
            {
                all[all.Count - 1].Members.Add(new Member(line));
            }
            else
            {
                all.Add(new Declaration(line));
            }
        }

        return all;
    }
}
