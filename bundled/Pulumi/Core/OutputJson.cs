using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

#pragma warning disable RS0030 // a converter cannot await; it reads the results of finished tasks only

namespace Pulumi;

/// <summary>Lets System.Text.Json read and write values with inputs and outputs in them, and notes what it met on the way.</summary>
internal sealed class OutputJson : JsonConverterFactory
{
    private readonly Dictionary<IOutput, Task<OutputData<object?>>> _met = [];

    /// <summary>Outputs that were not there yet; null was written in their place.</summary>
    public IReadOnlyCollection<Task> Pending => [.. _met.Values.Where(t => !t.IsCompletedSuccessfully)];

    /// <summary>Secrecy, knowledge and dependencies of everything met. Read it when nothing is pending.</summary>
    public OutputData<object?> Together =>
        _met.Values.Aggregate(OutputData.Known<object?>(null), (sum, one) => sum.With(one.Result));

    public JsonSerializerOptions Extend(JsonSerializerOptions? options)
    {
        var extended = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        extended.Converters.Add(this);
        return extended;
    }

    public override bool CanConvert(Type typeToConvert) =>
        typeof(IOutput).IsAssignableFrom(typeToConvert) || typeof(IInput).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var valueType = ValueType(typeToConvert);
        // !: the type is a class of this file with a constructor that takes this factory.
        return (JsonConverter)Activator.CreateInstance(typeof(Converter<,>).MakeGenericType(typeToConvert, valueType), this)!;
    }

    private static Type ValueType(Type type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.IsGenericType && (t.GetGenericTypeDefinition() == typeof(Output<>) || t.GetGenericTypeDefinition() == typeof(Input<>)))
            {
                return t.GetGenericArguments()[0];
            }
        }

        throw new InvalidOperationException($"{type} is neither an input nor an output.");
    }

    private Task<OutputData<object?>> Meet(IOutput output)
    {
        if (!_met.TryGetValue(output, out var data))
        {
            data = output.GetDataAsync();
            _met.Add(output, data);
        }

        return data;
    }

    private sealed class Converter<TWrapped, TValue>(OutputJson owner) : JsonConverter<TWrapped>
    {
        public override TWrapped? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            // !: null in the text is the null that the caller's type allows.
            var value = JsonSerializer.Deserialize<TValue>(ref reader, options)!;
            object output = Output.Create(value);
            if (output is TWrapped wrapped)
            {
                return wrapped;
            }

            var convert = typeToConvert.GetMethod("op_Implicit", BindingFlags.Public | BindingFlags.Static, [typeof(Output<TValue>)])
                ?? throw new JsonException($"No JSON text stands for {typeToConvert}.");
            return (TWrapped?)convert.Invoke(null, [output]);
        }

        public override void Write(Utf8JsonWriter writer, TWrapped value, JsonSerializerOptions options)
        {
            var output = value as IOutput ?? (value as IInput)?.Value;
            if (output is not null && owner.Meet(output) is { IsCompletedSuccessfully: true, Result: { IsKnown: true, Value: { } inner } })
            {
                JsonSerializer.Serialize(writer, inner, inner.GetType(), options);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
