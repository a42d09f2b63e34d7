using System.Text.Json;

namespace Pulumi;

public sealed partial class Config
{
    public Output<string>? GetSecret(string key) => Secret(Get(key));

    public Output<bool>? GetSecretBoolean(string key) => Secret(GetBoolean(key));

    public Output<int>? GetSecretInt32(string key) => Secret(GetInt32(key));

    public Output<double>? GetSecretDouble(string key) => Secret(GetDouble(key));

    public Output<T>? GetSecretObject<T>(string key) => Get(key) is null ? null : Output.CreateSecret(RequireRead<T>(key, null));

    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options) =>
        Get(key) is null ? null : Output.CreateSecret(RequireRead<T>(key, options));

    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireRead<T>(key, null));

    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options) => Output.CreateSecret(RequireRead<T>(key, options));

    private static Output<string>? Secret(string? value) => value is null ? null : Output.CreateSecret(value);

    private static Output<T>? Secret<T>(T? value)
        where T : struct => value is { } set ? Output.CreateSecret(set) : null;
}
