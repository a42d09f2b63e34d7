using System.Reflection;

namespace Pulumi.Aws.Tests;

/// <summary>A program that compiles against these classes has to compile against the official ones, and to send the same.</summary>
public sealed class PublicSurfaceTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> Official =
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "official.txt")).Where(l => l.Length > 0 && l[0] != '#')];

    private static Assembly Ours => typeof(Provider).Assembly;

    // The state of a look-up has a resource's outputs as inputs, all optional: it follows from the resource.
    private static bool IsState(Type type) => type.Name.EndsWith("State", StringComparison.Ordinal) || type.Name.EndsWith("GetArgs", StringComparison.Ordinal);

    [Fact]
    public void Declares_exactly_the_official_properties()
    {
        var ours = Ours.GetExportedTypes().Where(t => !IsState(t)).SelectMany(Lines).Order(StringComparer.Ordinal).ToList();

        Assert.Equal([], ours.Except(Official));
        Assert.Equal([], Official.Except(ours));
    }

    [Fact]
    public void The_state_of_every_resource_has_its_outputs_and_requires_none()
    {
        var resources = Ours.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(CustomResource)) && t != typeof(Provider)).ToList();

        Assert.Equal(14, resources.Count);
        foreach (var resource in resources)
        {
            var state = Ours.GetType($"{resource.FullName}State");
            Assert.NotNull(state);
            Assert.Equal(
                resource.GetProperties(Own).Select(p => p.Name).Order(StringComparer.Ordinal),
                state.GetProperties(Own).Select(p => p.Name).Order(StringComparer.Ordinal));
            Assert.DoesNotContain(Lines(state), l => l.EndsWith("required", StringComparison.Ordinal));
            Assert.NotNull(resource.GetMethod("Get", [typeof(string), typeof(Input<string>), state, typeof(CustomResourceOptions)]));
        }
    }

    [Fact]
    public void Every_constructor_takes_name_arguments_and_options()
    {
        foreach (var resource in Ours.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(CustomResource))))
        {
            var constructor = Assert.Single(resource.GetConstructors());
            var mustHave = Lines(Ours.GetType($"{resource.FullName}Args") ?? typeof(object)).Any(l => l.EndsWith("required", StringComparison.Ordinal));
            Assert.Equal(
                [("name", false), ("args", !mustHave), ("options", true)],
                constructor.GetParameters().Select(p => (p.Name ?? "", p.IsOptional)));
        }
    }

    private static IEnumerable<string> Lines(Type type)
    {
        var inputs = type.GetFields(Own).Select(f => (Member: (MemberInfo)f, Name: f.Name.TrimStart('_')))
            .Concat(type.GetProperties(Own).Select(p => (Member: (MemberInfo)p, p.Name)))
            .Select(m => (Key: char.ToUpperInvariant(m.Name[0]) + m.Name[1..], Input: Attribute(m.Member, "InputAttribute")))
            .Where(m => m.Input is not null).ToDictionary(m => m.Key, m => m.Input);
        foreach (var property in type.GetProperties(Own).Where(p => p.GetMethod?.IsPublic == true && p.GetMethod.IsStatic == false))
        {
            var output = property.GetCustomAttribute<OutputAttribute>();
            var wire = output is not null ? $" out {output.Name}" : inputs.TryGetValue(property.Name, out var input) ? $" in {Wire(input)}" : "";
            yield return $"{type.FullName}.{property.Name} {Name(property.PropertyType)}{wire}";
        }

        foreach (var field in type.GetFields(Own).Where(f => f.IsPublic))
        {
            yield return $"{type.FullName}.{field.Name} {Name(field.FieldType)}";
        }
    }

    private static CustomAttributeData? Attribute(MemberInfo member, string name) => member.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == name);

    private static string Wire(CustomAttributeData? input) => input is null ? "" : string.Join(
        ' ',
        new[]
        {
            input.ConstructorArguments[0].Value,
            input.ConstructorArguments[1].Value is true ? "required" : null,
            input.ConstructorArguments[2].Value is true ? "json" : null,
        }.OfType<string>());

    private static string Name(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? Name(inner)
        : type == typeof(string) ? "string"
        : type == typeof(int) ? "int"
        : type == typeof(bool) ? "bool"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(",", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
