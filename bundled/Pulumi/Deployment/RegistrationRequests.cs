using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Writes the request by which a resource is registered or read. It waits for everything that the resource depends on.</summary>
/// <remarks>Source: Pulumi .NET SDK, Deployment_RegisterResource.cs and Deployment_ReadResource.cs: which fields it sets and when.</remarks>
internal sealed class RegistrationRequests(Deployment deployment, Registration registration)
{
    private readonly ResourceOptions _options = registration.Options;

    public async Task<RegisterResourceRequest> RegisterAsync()
    {
        // (1) what it is, and its inputs, which may have to wait for other resources
        var inputs = await InputsAsync(registration.Remote && await SupportsAsync("outputValues").ConfigureAwait(false)).ConfigureAwait(false);
        var request = new RegisterResourceRequest
        {
            Type = registration.Type,
            Name = registration.Name,
            Parent = await ParentAsync().ConfigureAwait(false),
            Custom = registration.Custom,
            Remote = registration.Remote,
            Object = inputs.Wire,
            AcceptSecrets = true,
            AcceptResources = Deployment.AcceptsReferences,
            SupportsResultReporting = true,
            Version = _options.Version ?? "",
            PluginDownloadURL = _options.PluginDownloadURL ?? "",
            PackageRef = await new Packages(deployment).ReferenceAsync(registration.Package).ConfigureAwait(false),
            Hooks = new RegisterResourceRequest.Types.ResourceHooksBinding(),
            CustomTimeouts = Timeouts(_options.CustomTimeouts),
            IgnoreChanges = { _options.IgnoreChanges },
            ReplaceOnChanges = { _options.ReplaceOnChanges },
            HideDiffs = { _options.HideDiffs },
        };

        // (2) what it depends on
        foreach (var (name, resources) in inputs.Dependencies)
        {
            var urns = await Dependencies.UrnsAsync(resources, registration.Resource).ConfigureAwait(false);
            request.PropertyDependencies[name] = new RegisterResourceRequest.Types.PropertyDependencies { Urns = { urns } };
        }

        request.Dependencies.Add(await DependenciesAsync(inputs).ConfigureAwait(false));

        // (3) how it is to be treated
        if (_options.Protect is { } protect)
        {
            request.Protect = protect;
        }

        if (_options.RetainOnDelete is { } retain)
        {
            request.RetainOnDelete = retain;
        }

        await AddOtherResourcesAsync(request).ConfigureAwait(false);
        await AliasRequests.AddAsync(deployment, registration, request).ConfigureAwait(false);
        await AddByKindAsync(request).ConfigureAwait(false);
        return request;
    }

    public async Task<ReadResourceRequest> ReadAsync(string id)
    {
        var inputs = await InputsAsync(keepOutputValues: false).ConfigureAwait(false);
        return new ReadResourceRequest
        {
            Type = registration.Type,
            Name = registration.Name,
            Id = id,
            Parent = await ParentAsync().ConfigureAwait(false),
            Provider = await ProviderAsync(_options.Provider).ConfigureAwait(false),
            Properties = inputs.Wire,
            Version = _options.Version ?? "",
            PluginDownloadURL = _options.PluginDownloadURL ?? "",
            AcceptSecrets = true,
            AcceptResources = Deployment.AcceptsReferences,
            PackageRef = await new Packages(deployment).ReferenceAsync(registration.Package).ConfigureAwait(false),
            Dependencies = { await DependenciesAsync(inputs).ConfigureAwait(false) },
        };
    }

    /// <summary>The provider's reference; empty for the default one.</summary>
    public static Task<string> ProviderAsync(ProviderResource? provider) => provider?.ReferenceAsync() ?? Task.FromResult("");

    private async Task AddOtherResourcesAsync(RegisterResourceRequest request)
    {
        if (_options.DeletedWith is { } deletedWith)
        {
            await RequireAsync("deletedWith").ConfigureAwait(false);
            request.DeletedWith = (await deletedWith.Urn.DataTask.ConfigureAwait(false)).Value;
        }

        var replaceWith = await Dependencies.OfAsync(_options.ReplaceWith).ConfigureAwait(false);
        if (replaceWith.Count > 0)
        {
            await RequireAsync("replaceWith").ConfigureAwait(false);
            request.ReplaceWith.Add(await Dependencies.UrnsAsync(replaceWith).ConfigureAwait(false));
        }

        if (_options.ReplacementTrigger is { } trigger)
        {
            request.ReplacementTrigger = await new Serializer()
                .SerializeAsync($"{registration.Label}.replacementTrigger", trigger,
                    await deployment.SendsReferencesAsync().ConfigureAwait(false), keepOutputValues: false)
                .ConfigureAwait(false);
        }
    }

    private async Task AddByKindAsync(RegisterResourceRequest request)
    {
        if (_options is CustomResourceOptions custom)
        {
            request.Provider = await ProviderAsync(custom.Provider).ConfigureAwait(false);
            request.ImportId = custom.ImportId ?? "";
            request.AdditionalSecretOutputs.Add(custom.AdditionalSecretOutputs);
            request.DeleteBeforeReplaceDefined = custom.DeleteBeforeReplace is not null;
            request.DeleteBeforeReplace = custom.DeleteBeforeReplace ?? false;
            request.EnvVarMappings.Add(custom.EnvVarMappings);
        }
        else if (registration.Remote)
        {
            foreach (var (package, provider) in registration.Resource.Providers)
            {
                request.Providers[package] = await ProviderAsync(provider).ConfigureAwait(false);
            }
        }
    }

    private async Task<Inputs> InputsAsync(bool keepOutputValues)
    {
        var keepResources = await deployment.SendsReferencesAsync().ConfigureAwait(false);
        var inputs = new Inputs(new Struct(), []);
        foreach (var (name, value) in await registration.Args.ToDictionaryAsync().ConfigureAwait(false))
        {
            if (name is Constants.IdKey or Constants.UrnKey || value is null)
            {
                continue;
            }

            var serializer = new Serializer();
            var wire = await serializer.SerializeAsync($"{registration.Label}.{name}", value, keepResources, keepOutputValues).ConfigureAwait(false);
            if (wire.KindCase != Value.KindOneofCase.NullValue)
            {
                inputs.Wire.Fields[name] = wire;
                inputs.Dependencies[name] = serializer.DependentResources;
            }
        }

        return inputs;
    }

    private async Task<IEnumerable<string>> DependenciesAsync(Inputs inputs)
    {
        var all = await Dependencies.OfAsync(_options.DependsOn).ConfigureAwait(false);
        all.UnionWith(inputs.Dependencies.Values.SelectMany(r => r));
        return await Dependencies.UrnsAsync(all, registration.Resource).ConfigureAwait(false);
    }

    private async Task<string> ParentAsync() => _options.Parent is { } parent ? (await parent.Urn.DataTask.ConfigureAwait(false)).Value : "";

    private Task<bool> SupportsAsync(string feature) => deployment.Monitor.SupportsAsync(feature);

    /// <exception cref="ResourceException">The engine would not understand the option, and so would ignore it.</exception>
    private async Task RequireAsync(string option)
    {
        if (!await SupportsAsync(option).ConfigureAwait(false))
        {
            throw new ResourceException($"This version of the Pulumi engine does not support the option {option}: take a newer one.", registration.Resource);
        }
    }

    private static RegisterResourceRequest.Types.CustomTimeouts? Timeouts(CustomTimeouts? timeouts) => timeouts is null ? null : new()
    {
        Create = Nanoseconds(timeouts.Create),
        Update = Nanoseconds(timeouts.Update),
        Delete = Nanoseconds(timeouts.Delete),
    };

    // A tick is 100 ns.
    private static string Nanoseconds(TimeSpan? span) => span is { } time ? string.Create(CultureInfo.InvariantCulture, $"{(Int128)time.Ticks * 100}ns") : "";

    private sealed record Inputs(Struct Wire, Dictionary<string, HashSet<Resource>> Dependencies);
}
