using Google.Protobuf;
using Pulumirpc;

namespace Pulumi;

/// <summary>Announces packages with parameters to the engine.</summary>
internal sealed class Packages(Deployment deployment)
{
    /// <summary>The engine's name of the package; empty when there is nothing to announce.</summary>
    /// <exception cref="InvalidOperationException">The engine knows no such packages.</exception>
    public async Task<string> ReferenceAsync(RegisterPackageRequest? package)
    {
        if (package is null)
        {
            return "";
        }

        if (!await deployment.Monitor.SupportsAsync("parameterization").ConfigureAwait(false))
        {
            throw new InvalidOperationException(
                $"This version of the Pulumi engine does not support packages with parameters, as {package.Name} is one: take a newer one.");
        }

        return await deployment.PackageReferences.GetOrAdd(package,
            p => new(() => deployment.Monitor.RegisterPackageAsync(Wire(p)))).Value.ConfigureAwait(false);
    }

    private static Pulumirpc.RegisterPackageRequest Wire(RegisterPackageRequest package) => new()
    {
        Name = package.Name,
        Version = package.Version,
        DownloadUrl = package.DownloadUrl,
        Checksums = { package.Checksums.ToDictionary(c => c.Key, c => ByteString.CopyFrom(c.Value)) },
        Parameterization = Wire(package.Parameterization),
        Extension = Wire(package.Extension),
    };

    private static Parameterization? Wire(RegisterPackageRequest.PackageParameterization? parameters) =>
        parameters is null ? null : new() { Name = parameters.Name, Version = parameters.Version, Value = ByteString.CopyFrom(parameters.Value) };
}
