using System.Text.Json;

namespace Pulumi;

public static partial class Output
{
    /// <summary>The value as JSON text. Inputs and outputs inside it, at any depth, count as their values.</summary>
    /// <remarks>Unknown when one of them is, secret when one of them is.</remarks>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(SerializeAsync());

        async Task<OutputData<string>> SerializeAsync()
        {
            var data = await value.DataTask.ConfigureAwait(false);
            if (!data.IsKnown)
            {
                return OutputData.Unknown<string>(data.Resources, data.IsSecret);
            }

            // An output deep inside may hold further outputs: write until nothing is left to wait for.
            while (true)
            {
                var met = new OutputJson();
                var text = JsonSerializer.Serialize(data.Value, met.Extend(options));
                if (met.Pending.Count == 0)
                {
                    var inner = met.Together;
                    return new OutputData<string>(data.Resources, text, true, data.IsSecret).With(inner);
                }

                await Task.WhenAll(met.Pending).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The value that a JSON text stands for. Outputs inside it are known and not secret.</summary>
    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        var extended = new OutputJson().Extend(options);

        // !: the text "null" is the null that the caller's type allows.
        return json.Apply(text => JsonSerializer.Deserialize<T>(text, extended)!);
    }
}
