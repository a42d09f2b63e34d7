using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Says before a registration whether its outputs can be read at all: a wrong class is a bug of the program, not of an answer.</summary>
internal static class OutputTypeCheck
{
    private static readonly ConcurrentDictionary<Type, string?> Known = new();

    /// <exception cref="InvalidOperationException">No value of the wire can become that type.</exception>
    public static void Check(string context, Type type)
    {
        if (Known.GetOrAdd(type, t => Fault(t, [])) is { } fault)
        {
            throw new InvalidOperationException($"{context}: {fault}");
        }
    }

    private static string? Fault(Type type, HashSet<Type> seen)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (!seen.Add(target) || IsSimple(target))
        {
            return null;
        }

        if (target.IsDefined(typeof(OutputTypeAttribute), inherit: false))
        {
            return target.GetConstructors(
                System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
                    .Count(c => c.IsDefined(typeof(OutputConstructorAttribute), inherit: false)) == 1
                ? OutputTypes.Constructor(target).GetParameters().Select(p => Fault(p.ParameterType, seen)).FirstOrDefault(f => f is not null)
                : $"{target} needs exactly one constructor with [OutputConstructor].";
        }

        var kind = target.IsGenericType ? target.GetGenericTypeDefinition() : null;
        var arguments = target.GetGenericArguments();
        return kind == typeof(Union<,>) ? Fault(arguments[0], seen) ?? Fault(arguments[1], seen)
            : kind == typeof(ImmutableArray<>) ? Fault(arguments[0], seen)
            : kind == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string) ? Fault(arguments[1], seen)
            : $"an output cannot be of type {target}.";
    }

    private static bool IsSimple(Type type) =>
        type == typeof(object) || type == typeof(bool) || type == typeof(int) || type == typeof(double) || type == typeof(string) || type == typeof(JsonElement)
        || type.IsEnum
        || type.IsDefined(typeof(EnumTypeAttribute), inherit: false)
        || type.IsAssignableTo(typeof(Resource))
        || type.IsAssignableTo(typeof(AssetOrArchive));
}
