using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;
using Pulumirpc;

namespace Pulumi;

/// <summary>Calls functions of providers.</summary>
internal sealed class Invocations(Deployment deployment)
{
    /// <summary>The result at once. What is not known among the arguments is left out of them.</summary>
    public async Task<Struct> InvokePlainAsync(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? package)
    {
        var arguments = await ArgumentsAsync(token, args).ConfigureAwait(false);
        return await SendAsync(await RequestAsync(token, KnownOnly(arguments.Wire), options, package).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>The result as an output. In a preview whose arguments or dependencies are not known nothing is called.</summary>
    /// <param name="single">The result has one member, which is what is wanted.</param>
    public async Task<OutputData<T>> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options, RegisterPackageRequest? package, bool single)
    {
        var arguments = await ArgumentsAsync(token, args).ConfigureAwait(false);
        var resources = arguments.Serializer.DependentResources;
        if (options is InvokeOutputOptions { DependsOn: var dependsOn })
        {
            resources.UnionWith(await Dependencies.OfAsync(dependsOn).ConfigureAwait(false));
        }

        var isSecret = arguments.Serializer.ContainsSecrets;
        if (arguments.Serializer.ContainsUnknowns || await AnyToBeCreatedAsync(resources).ConfigureAwait(false))
        {
            return OutputData.Unknown<T>([.. resources], isSecret);
        }

        var result = await SendAsync(await RequestAsync(token, arguments.Wire, options, package).ConfigureAwait(false)).ConfigureAwait(false);
        return Result<T>(token, result, single).With(new OutputData<object?>([.. resources], null, true, isSecret));
    }

    public static OutputData<T> Result<T>(string token, Struct result, bool single)
    {
        if (!single)
        {
            return Converter.Convert<T>(static w => Log.Warn(w), token, Value.ForStruct(result));
        }

        return result.Fields.Count == 1
            ? Converter.Convert<T>(static w => Log.Warn(w), token, result.Fields.Values.Single())
            : throw new InvalidOperationException($"{token}: expected a result with one member, but it has {result.Fields.Count}.");
    }

    /// <exception cref="InvokeException">The provider refused the arguments.</exception>
    public async Task<Struct> SendAsync(ResourceInvokeRequest request)
    {
        var response = await deployment.Monitor.InvokeAsync(request).ConfigureAwait(false);
        return response.Failures.Count == 0 ? response.Return ?? new Struct() : throw InvokeException.Of(request.Tok, response.Failures);
    }

    private async Task<(Struct Wire, Serializer Serializer)> ArgumentsAsync(string token, InvokeArgs args)
    {
        var serializer = new Serializer();
        var keepResources = await deployment.SendsReferencesAsync().ConfigureAwait(false);
        var wire = await serializer.SerializeAsync(token, args ?? InvokeArgs.Empty, keepResources, keepOutputValues: false).ConfigureAwait(false);
        return (wire.StructValue, serializer);
    }

    private async Task<ResourceInvokeRequest> RequestAsync(string token, Struct args, InvokeOptions? options, RegisterPackageRequest? package) => new()
    {
        Tok = token,
        Args = args,
        Provider = await RegistrationRequests.ProviderAsync(options?.Provider ?? options?.Parent?.ProviderFor(token)).ConfigureAwait(false),
        Version = options?.Version ?? "",
        PluginDownloadURL = options?.PluginDownloadURL ?? "",
        AcceptResources = Deployment.AcceptsReferences,
        PackageRef = await new Packages(deployment).ReferenceAsync(package).ConfigureAwait(false),
    };

    private static async Task<bool> AnyToBeCreatedAsync(IEnumerable<Resource> resources)
    {
        foreach (var resource in resources.Where(r => r is not DependencyResource))
        {
            if (resource.IdSource is { } id && !(await id.Output.DataTask.ConfigureAwait(false)).IsKnown)
            {
                return true;
            }
        }

        return false;
    }

    private static Struct KnownOnly(Struct wire)
    {
        var known = new Struct();
        foreach (var (name, value) in wire.Fields.Where(f => f.Value.StringValue != Signatures.Unknown))
        {
            known.Fields[name] = value.KindCase switch
            {
                Value.KindOneofCase.StructValue => Value.ForStruct(KnownOnly(value.StructValue)),
                Value.KindOneofCase.ListValue => Value.ForList([.. value.ListValue.Values.Where(v => v.StringValue != Signatures.Unknown)]),
                _ => value,
            };
        }

        return known;
    }
}
