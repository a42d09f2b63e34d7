using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Google.Protobuf;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Reads the members with <see cref="InputAttribute"/> of an arguments object.</summary>
internal static class InputMembers
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, ImmutableArray<Member>> Known = new();

    /// <summary>The arguments by wire name; null where nothing was given.</summary>
    /// <exception cref="ArgumentNullException">A required member has no value.</exception>
    public static async Task<ImmutableDictionary<string, object?>> ReadAsync(InputArgs args)
    {
        var values = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var member in Known.GetOrAdd(args.GetType(), Find))
        {
            var value = member.Read(args);
            if (value is null && member.Attribute.IsRequired)
            {
                throw new ArgumentNullException(member.Name, $"[Input] {args.GetType().FullName}.{member.Name} is required but was not given a value");
            }

            values.Add(member.Attribute.Name,
                member.Attribute.Json && value is not null ? await JsonTextAsync(member.Name, value).ConfigureAwait(false) : value);
        }

        return values.ToImmutable();
    }

    /// <summary>
    /// The JSON text of a value in its wire form: secrets and unknowns inside it stay marked inside the text, as providers expect it.
    /// </summary>
    private static async Task<Output<string>> JsonTextAsync(string name, object value)
    {
        var serializer = new Serializer();
        var wire = await serializer.SerializeAsync(name, value, keepResources: false, keepOutputValues: false).ConfigureAwait(false);
        return new(new OutputData<string>([.. serializer.DependentResources], JsonFormatter.Default.Format(wire), true, false));
    }

    private static ImmutableArray<Member> Find(Type type)
    {
        var members = ImmutableArray.CreateBuilder<Member>();
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            members.AddRange(t.GetFields(Own).SelectMany(f => Marked(f, f.GetValue)));
            members.AddRange(t.GetProperties(Own).SelectMany(p => Marked(p, p.GetValue)));
        }

        // A property that a derived class overrides is met there first.
        return [.. members.DistinctBy(m => m.Attribute.Name)];
    }

    private static IEnumerable<Member> Marked(MemberInfo member, Func<object, object?> read) =>
        member.GetCustomAttribute<InputAttribute>() is { } attribute ? [new Member(member.Name, attribute, read)] : [];

    private sealed record Member(string Name, InputAttribute Attribute, Func<object, object?> Read);
}
