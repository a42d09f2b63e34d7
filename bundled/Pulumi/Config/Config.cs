using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>The stack's configuration of one namespace.</summary>
/// <remarks>
/// <c>Get</c> gives null where nothing is set, <c>Require</c> fails the run. The forms with <c>Secret</c> give outputs that stay secret
/// wherever they go; a plain form reads a secret too, but what it gives is plain text.
/// </remarks>
public sealed partial class Config
{
    private readonly string _namespace;

    /// <param name="name">The namespace; the project's name when null. A trailing <c>:config</c> is dropped.</param>
    public Config(string? name = null)
    {
        name ??= Deployment.Instance.ProjectName;
        _namespace = name.EndsWith(":config", StringComparison.Ordinal) ? name[..^":config".Length] : name;
    }

    public string? Get(string key) => Deployment.Running.Surroundings.Config.GetValueOrDefault(FullKey(key));

    /// <summary>True and false are all that it takes, in lower case.</summary>
    /// <exception cref="RunException">It is something else.</exception>
    public bool? GetBoolean(string key) => Get(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var value => throw new ConfigTypeException(FullKey(key), value, nameof(Boolean)),
    };

    /// <exception cref="RunException">It is no whole number of 32 bits.</exception>
    public int? GetInt32(string key) => Get(key) is not { } value ? null
        : int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ConfigTypeException(FullKey(key), value, nameof(Int32));

    /// <exception cref="RunException">It is no number.</exception>
    public double? GetDouble(string key) => Get(key) is not { } value ? null
        : double.TryParse(value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ConfigTypeException(FullKey(key), value, nameof(Double));

    /// <summary>The value read from JSON; the type's default where nothing is set.</summary>
    /// <exception cref="RunException">It is no JSON, or not of that type.</exception>
    [return: MaybeNull]
    public T GetObject<T>(string key) => Read<T>(key, null);

    /// <inheritdoc cref="GetObject{T}(string)"/>
    [return: MaybeNull]
    public T GetObject<T>(string key, JsonSerializerOptions options) => Read<T>(key, options);

    public string Require(string key) => Get(key) ?? throw Missing(key);

    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw Missing(key);

    public int RequireInt32(string key) => GetInt32(key) ?? throw Missing(key);

    public double RequireDouble(string key) => GetDouble(key) ?? throw Missing(key);

    public T RequireObject<T>(string key) => RequireRead<T>(key, null);

    public T RequireObject<T>(string key, JsonSerializerOptions options) => RequireRead<T>(key, options);

    private string FullKey(string key) => $"{_namespace}:{key}";

    private ConfigMissingException Missing(string key) => new(FullKey(key));

    // !: JSON's null is the null that the caller's type allows.
    private T RequireRead<T>(string key, JsonSerializerOptions? options) => Get(key) is null ? throw Missing(key) : Read<T>(key, options)!;

    [return: MaybeNull]
    private T Read<T>(string key, JsonSerializerOptions? options)
    {
        if (Get(key) is not { } value)
        {
            return default;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(value, options);
        }
        catch (JsonException e)
        {
            throw new ConfigTypeException(FullKey(key), value, typeof(T).FullName ?? typeof(T).Name, e);
        }
    }
}
