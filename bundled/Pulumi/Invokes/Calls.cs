using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Calls methods of resources.</summary>
internal sealed class Calls(Deployment deployment)
{
    /// <param name="self">The resource whose method it is: the argument <c>__self__</c>.</param>
    public async Task<OutputData<T>> CallAsync<T>(string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? package)
    {
        var request = await RequestAsync(token, args, self, options, package).ConfigureAwait(false);
        var response = await deployment.Monitor.CallAsync(request).ConfigureAwait(false);
        if (response.Failures.Count > 0)
        {
            throw InvokeException.Of(token, response.Failures);
        }

        var result = Converter.Convert<T>(static w => Log.Warn(w), token, Value.ForStruct(response.Return ?? new Struct()));
        var others = response.ReturnDependencies.Values.SelectMany(d => d.Urns).Distinct().Select(u => new DependencyResource(u));
        return result with { Resources = result.Resources.Union(others) };
    }

    private async Task<ResourceCallRequest> RequestAsync(string token, CallArgs args, Resource? self, CallOptions? options, RegisterPackageRequest? package)
    {
        var keepOutputValues = await deployment.Monitor.SupportsAsync("outputValues").ConfigureAwait(false);
        var arguments = await (args ?? CallArgs.Empty).ToDictionaryAsync().ConfigureAwait(false);
        arguments = self is null ? arguments : arguments.SetItem("__self__", self);

        var provider = options?.Provider ?? self?.Provider ?? (options?.Parent ?? self)?.ProviderFor(token);
        var request = new ResourceCallRequest
        {
            Tok = token,
            Args = new Struct(),
            Provider = await RegistrationRequests.ProviderAsync(provider).ConfigureAwait(false),
            Version = options?.Version ?? "",
            PluginDownloadURL = options?.PluginDownloadURL ?? "",
            PackageRef = await new Packages(deployment).ReferenceAsync(package).ConfigureAwait(false),
        };
        foreach (var (name, value) in arguments.Where(a => a.Value is not null))
        {
            // A method's own resource has to arrive as one, whatever else does.
            var serializer = new Serializer();
            request.Args.Fields[name] = await serializer.SerializeAsync($"{token}.{name}", value, keepResources: true, keepOutputValues).ConfigureAwait(false);
            var urns = await Dependencies.UrnsAsync(serializer.DependentResources).ConfigureAwait(false);
            request.ArgDependencies[name] = new ResourceCallRequest.Types.ArgumentDependencies { Urns = { urns } };
        }

        return request;
    }
}
