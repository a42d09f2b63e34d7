using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>A property with <see cref="OutputAttribute"/>.</summary>
/// <param name="Name">The wire's name.</param>
/// <param name="Property">As its own class declares it: a private setter is not seen from a derived class.</param>
/// <param name="ValueType">The T of its Output&lt;T&gt;; null when it is of another type.</param>
internal sealed record OutputMember(string Name, PropertyInfo Property, Type? ValueType);

/// <summary>The outputs that a resource class declares, besides <c>urn</c> and <c>id</c>.</summary>
internal static class OutputMembers
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, ImmutableArray<OutputMember>> Known = new();

    public static ImmutableArray<OutputMember> Of(Type type) => Known.GetOrAdd(type, Find);

    private static ImmutableArray<OutputMember> Find(Type type)
    {
        var members = ImmutableArray.CreateBuilder<OutputMember>();
        for (var t = type; t is not null && t != typeof(CustomResource) && t != typeof(Resource); t = t.BaseType)
        {
            members.AddRange(from property in t.GetProperties(Own)
                             let attribute = property.GetCustomAttribute<OutputAttribute>()
                             where attribute is not null
                             select new OutputMember(attribute.Name ?? property.Name, property, ValueTypeOf(property.PropertyType)));
        }

        return [.. members.DistinctBy(m => m.Name)];
    }

    private static Type? ValueTypeOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Output<>) ? type.GetGenericArguments()[0] : null;
}
