using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Classes with <see cref="OutputTypeAttribute"/>: one constructor whose parameters bear the wire's names.</summary>
internal static class OutputTypes
{
    /// <exception cref="InvalidOperationException">The class has no constructor that is marked.</exception>
    public static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(c => c.IsDefined(typeof(OutputConstructorAttribute)))
        ?? throw new InvalidOperationException($"{type} has [OutputType] but no constructor with [OutputConstructor].");

    public static string WireName(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<OutputConstructorParameterAttribute>()?.Name ?? parameter.Name ?? "";

    /// <summary>The values by wire name: each parameter's field or property is found by its name in any case.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Read(object value)
    {
        const BindingFlags Named = BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase;
        var type = value.GetType();
        foreach (var parameter in Constructor(type).GetParameters())
        {
            var name = parameter.Name ?? "";
            var member = type.GetField(name, Named)?.GetValue(value) ?? type.GetProperty(name, Named)?.GetValue(value);
            yield return new(WireName(parameter), member);
        }
    }
}
