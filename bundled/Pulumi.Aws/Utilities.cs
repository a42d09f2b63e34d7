namespace Pulumi.Aws;

/// <summary>What all generated classes share.</summary>
internal static class Utilities
{
    /// <summary>The version of the provider that the classes were made for, and that they ask the engine for.</summary>
    public const string Version = "7.48.0";

    /// <summary>The user's options on top of what every resource of the package is registered with.</summary>
    /// <param name="id">Empty: register it; otherwise read the one with this id.</param>
    public static CustomResourceOptions Options(CustomResourceOptions? options, Input<string> id, string[] secretOutputs)
    {
        var merged = CustomResourceOptions.Merge(new() { Version = Version, AdditionalSecretOutputs = [.. secretOutputs] }, options);
        merged.Id = id;
        return merged;
    }

    /// <summary>The same input as a secret; null stays null, so that the property is not sent.</summary>
    public static Input<T>? Secret<T>(Input<T>? value)
    {
        if (value is null)
        {
            return null;
        }

        return Output.CreateSecret(value.ToOutput());
    }

    /// <summary>The first variable that is set.</summary>
    public static string? FromEnvironment(params string[] variables) =>
        variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v));
}

/// <summary>The type token of a resource class of this package.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AwsResourceTypeAttribute(string type) : ResourceTypeAttribute(type, Utilities.Version);
