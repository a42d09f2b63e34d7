using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Pulumi.Serialization;

/// <summary>The declared outputs of a resource: made before its registration, resolved by the answer.</summary>
internal static class OutputSources
{
    /// <summary>Puts an output that waits into each declared property. The outputs of a stack are its own constructor's to assign.</summary>
    /// <exception cref="InvalidOperationException">A property is no output, has no setter, or its type cannot come from the wire.</exception>
    public static ImmutableDictionary<string, IOutputCompletionSource> Create(Resource resource)
    {
        if (resource is Stack)
        {
            return ImmutableDictionary<string, IOutputCompletionSource>.Empty;
        }

        var sources = ImmutableDictionary.CreateBuilder<string, IOutputCompletionSource>();
        foreach (var member in OutputMembers.Of(resource.GetType()))
        {
            var context = $"{member.Property.DeclaringType}.{member.Property.Name}";
            var type = member.ValueType ?? throw new InvalidOperationException($"{context} has [Output] and so has to be of the type Output<T>.");
            OutputTypeCheck.Check(context, type);
            if (member.Property.SetMethod is not { } setter)
            {
                throw new InvalidOperationException($"{context} has [Output] and so needs a setter; a private one will do.");
            }

            // !: the type has a constructor without parameters.
            var source = (IOutputCompletionSource)Activator.CreateInstance(typeof(OutputCompletionSource<>).MakeGenericType(type))!;
            source.Owner = resource;
            setter.Invoke(resource, [source.Untyped]);
            sources.Add(member.Name, source);
        }

        return sources.ToImmutable();
    }

    /// <summary>Resolves every output: with the answer's value, or with what the answer's silence means.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "One output that cannot be read must not leave the others waiting; its own task carries the fault.")]
    public static void Resolve(Registration registration, Answer answer, ImmutableDictionary<string, IOutputCompletionSource> sources)
    {
        foreach (var (name, source) in sources)
        {
            try
            {
                if (answer.Outputs.Fields.TryGetValue(name, out var value))
                {
                    var data = Converter.Convert(
                        w => Log.Warn(w, registration.Resource), $"{registration.Label}.{name}", value, source.ValueType);
                    var others = answer.Dependencies.GetValueOrDefault(name, []).Select(u => new DependencyResource(u));
                    source.Set(data with { Resources = data.Resources.Union(others) });
                }
                else
                {
                    source.SetDefault(answer.IsComplete);
                }
            }
            catch (Exception e)
            {
                source.SetException(e);
            }
        }
    }
}
