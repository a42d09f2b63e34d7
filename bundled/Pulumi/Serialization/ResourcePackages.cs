using System.Collections.Concurrent;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Finds the class of a resource that came as a reference.</summary>
internal static class ResourcePackages
{
    private static readonly ConcurrentDictionary<string, Type?> Known = new();

    /// <summary>An object for the resource; one that knows only the URN when no loaded class has its type, or none outside a run.</summary>
    /// <param name="version">The version of its package; empty for any.</param>
    public static Resource Construct(string urn, string version)
    {
        var found = Deployment.IsRunning ? Known.GetOrAdd($"{Urn.TypeOf(urn)}@{version}", _ => Find(Urn.TypeOf(urn), version)) : null;
        var constructor = found?.GetConstructors().FirstOrDefault(c => c.GetParameters() is [{ ParameterType: var name }, _, { ParameterType: var options }]
            && name == typeof(string) && options.IsAssignableTo(typeof(ResourceOptions)));
        if (found is null || constructor is null)
        {
            return new DependencyResource(urn);
        }

        ResourceOptions known = found.IsAssignableTo(typeof(ComponentResource))
            ? new ComponentResourceOptions { Urn = urn } : new CustomResourceOptions { Urn = urn };
        return (Resource)constructor.Invoke([Urn.NameOf(urn), null, known]);
    }

    private static Type? Find(string token, string version)
    {
        var sdk = typeof(Resource).Assembly.GetName().Name;
        var classes = from assembly in AppDomain.CurrentDomain.GetAssemblies()
                      where !assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(a => a.Name == sdk)
                      from type in assembly.GetTypes()
                      where type.IsAssignableTo(typeof(Resource)) && !type.IsAbstract
                      let attribute = type.GetCustomAttribute<ResourceTypeAttribute>()
                      where attribute?.Type == token && Fits(attribute.Version, version)
                      select type;
        return classes.FirstOrDefault();
    }

    // A package promises to stay compatible within a major version.
    private static bool Fits(string? has, string wanted) => string.IsNullOrEmpty(has) || wanted.Length == 0 || has.Split('.')[0] == wanted.Split('.')[0];
}
