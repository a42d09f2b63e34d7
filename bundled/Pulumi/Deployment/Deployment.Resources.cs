using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Gives the resource outputs that wait for the engine's answer, and asks for it.</summary>
    internal void ReadOrRegister(Registration registration)
    {
        var sources = OutputSources.Create(registration.Resource);
        Runner.Track(CompleteAsync(registration, sources));
    }

    /// <summary>Tells the engine that a component is complete.</summary>
    internal void RegisterOutputs(Resource component, Output<IDictionary<string, object?>> outputs) => Runner.Track(RegisterOutputsAsync(component, outputs));

    private async Task CompleteAsync(Registration registration, ImmutableDictionary<string, IOutputCompletionSource> sources)
    {
        var resource = registration.Resource;
        Answer answer;
        try
        {
            answer = await AskAsync(registration).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Whoever waits for an output learns of it; the run learns of it once.
            resource.UrnSource.SetException(e);
            resource.IdSource?.SetException(e);
            foreach (var source in sources.Values)
            {
                source.SetException(e);
            }

            throw;
        }

        resource.UrnSource.SetKnown(answer.Urn);
        if (answer.Id.Length > 0)
        {
            resource.IdSource?.SetKnown(answer.Id);
        }
        else
        {
            resource.IdSource?.SetDefault(isKnown: false);
        }

        OutputSources.Resolve(registration, answer, sources);
    }

    private async Task<Answer> AskAsync(Registration registration)
    {
        var options = registration.Options;
        if (options.Urn is { Length: > 0 } urn)
        {
            return await GetAsync(urn).ConfigureAwait(false);
        }

        if (options.Id is not null)
        {
            var id = await options.Id.ToOutput().DataTask.ConfigureAwait(false);
            if (id is { IsKnown: true, Value.Length: > 0 })
            {
                return registration.Custom
                    ? await ReadAsync(registration, id.Value).ConfigureAwait(false)
                    : throw new ResourceException("Only a resource that a provider manages can be read by its id.", registration.Resource);
            }
        }

        return await RegisterAsync(registration).ConfigureAwait(false);
    }

    private async Task<Answer> RegisterAsync(Registration registration)
    {
        var request = await new RegistrationRequests(this, registration).RegisterAsync().ConfigureAwait(false);
        var response = await Monitor.RegisterAsync(registration.Resource, request).ConfigureAwait(false);
        return new(
            response.Urn,
            response.Id,
            response.Object ?? new Struct(),
            !Surroundings.IsDryRun && response.Result == Result.Success,
            response.PropertyDependencies.ToImmutableDictionary(d => d.Key, d => d.Value.Urns.ToImmutableArray()));
    }

    private async Task<Answer> ReadAsync(Registration registration, string id)
    {
        var request = await new RegistrationRequests(this, registration).ReadAsync(id).ConfigureAwait(false);
        var response = await Monitor.ReadAsync(registration.Resource, request).ConfigureAwait(false);
        return new(response.Urn, id, response.Properties ?? new Struct(), !Surroundings.IsDryRun, ImmutableDictionary<string, ImmutableArray<string>>.Empty);
    }

    /// <summary>The state of a resource that the engine knows already.</summary>
    private async Task<Answer> GetAsync(string urn)
    {
        var arguments = new Struct { Fields = { ["urn"] = Value.ForString(urn) } };
        var found = await new Invocations(this)
            .SendAsync(new ResourceInvokeRequest { Tok = "pulumi:pulumi:getResource", Args = arguments, AcceptResources = AcceptsReferences })
            .ConfigureAwait(false);
        var id = found.Fields.TryGetValue("id", out var known) && known.StringValue != Signatures.Unknown ? known.StringValue : "";
        var state = found.Fields.TryGetValue("state", out var value) ? value.StructValue : new Struct();
        return new(urn, id, state, !Surroundings.IsDryRun, ImmutableDictionary<string, ImmutableArray<string>>.Empty);
    }

    private async Task RegisterOutputsAsync(Resource component, Output<IDictionary<string, object?>> outputs)
    {
        var urn = await component.Urn.DataTask.ConfigureAwait(false);
        var keepResources = await SendsReferencesAsync().ConfigureAwait(false);
        var data = await outputs.DataTask.ConfigureAwait(false);
        var wire = new Struct();
        foreach (var (name, value) in data.Value ?? NoOutputs())
        {
            var one = await new Serializer()
                .SerializeAsync($"{component.GetResourceName()}.{name}", value, keepResources, keepOutputValues: false).ConfigureAwait(false);
            if (one.KindCase != Value.KindOneofCase.NullValue)
            {
                wire.Fields[name] = one;
            }
        }

        await Monitor.RegisterOutputsAsync(new RegisterResourceOutputsRequest { Urn = urn.Value, Outputs = wire }).ConfigureAwait(false);
    }
}
