using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pulumi.Tests.PublicSurface;

/// <summary>What an assembly offers to others, one type or member a line, in the form of <c>official.txt</c>.</summary>
internal static class Surface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(double)] = "double",
        [typeof(byte)] = "byte",
        [typeof(long)] = "long",
    };

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Lines).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(Type type)
    {
        var name = Qualified(type);
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            // !: every delegate type has the method.
            var invoke = type.GetMethod("Invoke")!;
            return [$"{name} delegate ({Parameters(invoke)}): {Name(invoke.ReturnType)}"];
        }

        var members = new List<string> { $"{name} {Kind(type)}{Base(type)}" };
        members.AddRange(type.GetConstructors(Declared).Where(c => Visible(c) && (!type.IsValueType || c.GetParameters().Length > 0))
            .Select(c => $"{name}.{Access(c)}.ctor({Parameters(c)})"));
        members.AddRange(type.GetMethods(Declared).Where(m => Visible(m) && Shown(m))
            .Select(m => $"{name}.{Access(m)}{m.Name}{Generics(m)}({Parameters(m)}): {Name(m.ReturnType)}"));
        members.AddRange(type.GetProperties(Declared).Select(p => Property(name, p)).OfType<string>());
        members.AddRange(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily)
            .Select(f => $"{name}.{(f.IsStatic ? "static " : "")}{(f.IsInitOnly ? "readonly " : "")}{f.Name}: {Name(f.FieldType)}"));
        return members;
    }

    private static string? Property(string type, PropertyInfo property)
    {
        var accessors = new[] { (Word: "get", Method: property.GetMethod), (Word: "set", Method: property.SetMethod) }
            .Where(a => a.Method is { } m && Visible(m)).ToList();
        if (accessors.Count == 0)
        {
            return null;
        }

        var words = string.Join(" ", accessors.Select(a => $"{a.Word};"));
        // !: the filter above has left only those with a method.
        var indices = property.GetIndexParameters().Length == 0 ? "" : $"[{string.Join(", ", property.GetIndexParameters().Select(Parameter))}]";
        return $"{type}.{Access(accessors[0].Method!)}{property.Name}{indices}: {Name(property.PropertyType)} {{ {words} }}";
    }

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool Shown(MethodInfo method) => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Access(MethodBase method) =>
        (method.IsFamily ? "protected " : method.IsFamilyOrAssembly ? "protected internal " : "") + (method.IsStatic ? "static " : "");

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(",", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        $"{parameter.Name}{(parameter.IsOptional ? "=" : "")}: {(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType)}";

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsValueType: true } => $"{(type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly " : "")}struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}class",
    };

    private static string Base(Type type) =>
        type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) ? $" : {Name(parent)}" : "";

    private static string Qualified(Type type)
    {
        var name = (type.FullName ?? type.Name).Split('`')[0];
        return type.IsGenericTypeDefinition ? $"{name}<{string.Join(",", type.GetGenericArguments().Select(a => a.Name))}>" : name;
    }

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsArray)
        {
            // !: both have an element type.
            return Name(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner);
        }

        var arguments = string.Join(",", type.GetGenericArguments().Select(Name));
        return Words.TryGetValue(type, out var word) ? word
            : !type.IsGenericType ? type.Name
            : type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true
                || type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal) ? $"({Flat(type)})"
            : $"{type.Name.Split('`')[0]}<{arguments}>";
    }

    // The eighth item of a tuple lies in a tuple of its own.
    private static string Flat(Type tuple)
    {
        var arguments = tuple.GetGenericArguments();
        return string.Join(",", arguments.Take(7).Select(Name)) + (arguments.Length == 8 ? $",{Flat(arguments[7])}" : "");
    }
}
