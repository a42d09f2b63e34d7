using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;
using Type = System.Type;

namespace Pulumi.Serialization;

/// <summary>Reads a value of the wire into the type that a property declares.</summary>
/// <remarks>What is not of its type is the type's default, with a warning: a provider that answers more than its schema says must not end the run.</remarks>
internal static class Converter
{
    /// <param name="warn">Told of each part of the value that is not of its type.</param>
    /// <param name="context">Where the value stands: resource and property, for messages.</param>
    public static OutputData<object?> Convert(Action<string> warn, string context, Value value, Type type)
    {
        var data = Deserializer.Deserialize(value);
        return data.IsKnown ? data with { Value = Plain(warn, context, data.Value, type) } : data;
    }

    public static OutputData<T> Convert<T>(Action<string> warn, string context, Value value)
    {
        var data = Convert(warn, context, value, typeof(T));

        // !: the default of T stands for null and for what is not known.
        return new(data.Resources, data.Value is null ? default! : (T)data.Value, data.IsKnown, data.IsSecret);
    }

    /// <summary>What stands for null.</summary>
    public static object? Default(Type type)
    {
        var kind = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return kind == typeof(ImmutableArray<>) || kind == typeof(ImmutableDictionary<,>) ? type.GetField("Empty")?.GetValue(null)
            : type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
    }

    // Makes a T of what the deserializer made.
    private static object? Plain(Action<string> warn, string context, object? value, Type type)
    {
        try
        {
            return Strict(warn, context, value, type);
        }
        catch (WrongTypeException wrong)
        {
            warn(wrong.Message);
            return Default(type);
        }
    }

    private static object? Strict(Action<string> warn, string context, object? value, Type type)
    {
        if (value is null)
        {
            return Default(type);
        }

        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(object))
        {
            return value;
        }

        if (target == typeof(JsonElement))
        {
            return JsonSerializer.SerializeToElement(value is AssetOrArchive or Resource ? throw Wrong(context, "JSON", value) : value);
        }

        if (target == typeof(int))
        {
            return value is double number ? (int)number : throw Wrong(context, "a number", value);
        }

        if (target.IsEnum)
        {
            return value is double number ? Enum.ToObject(target, (int)number) : throw Wrong(context, "a number", value);
        }

        if (target == typeof(string) || target == typeof(double) || target == typeof(bool)
            || target.IsAssignableTo(typeof(AssetOrArchive)) || target.IsAssignableTo(typeof(Resource)))
        {
            return target.IsInstanceOfType(value) ? value : throw Wrong(context, target.Name, value);
        }

        if (target.IsDefined(typeof(EnumTypeAttribute)))
        {
            return Constant(context, value, target);
        }

        return target.IsDefined(typeof(OutputTypeAttribute)) ? Object(warn, context, value, target) : Generic(warn, context, value, target);
    }

    private static object Generic(Action<string> warn, string context, object value, Type type)
    {
        var kind = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (kind == typeof(Union<,>))
        {
            return Either(warn, context, value, type);
        }

        if (kind == typeof(ImmutableArray<>))
        {
            var item = type.GetGenericArguments()[0];
            return value is ImmutableArray<object?> array
                ? Make(nameof(MakeArray), [item], [.. array.Select((v, i) => Plain(warn, $"{context}[{i}]", v, item))])
                : throw Wrong(context, "a list", value);
        }

        if (kind == typeof(ImmutableDictionary<,>))
        {
            var item = type.GetGenericArguments()[1];
            return value is ImmutableDictionary<string, object?> map
                ? Make(nameof(MakeDictionary), [item], map.Select(e => KeyValuePair.Create(e.Key, Plain(warn, $"{context}.{e.Key}", e.Value, item))).ToList())
                : throw Wrong(context, "an object", value);
        }

        throw new InvalidOperationException($"{context}: an output cannot be of type {type}.");
    }

    private static object Make(string method, Type[] types, object argument) =>
        // !: both methods are below, and neither returns null.
        typeof(Converter).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types).Invoke(null, [argument])!;

    private static object Make(string method, Type[] types, object?[] argument) => Make(method, types, (object)argument);

    // !: null items are allowed where the declared type allows them, which generics cannot tell.
    private static ImmutableArray<T> MakeArray<T>(object?[] items) => ImmutableArray.CreateRange(items.Select(i => (T)i!));

    // !: as above
    private static ImmutableDictionary<string, T> MakeDictionary<T>(List<KeyValuePair<string, object?>> items) =>
        ImmutableDictionary.CreateRange(items.Select(i => KeyValuePair.Create(i.Key, (T)i.Value!)));

    private static object Object(Action<string> warn, string context, object value, Type type)
    {
        var map = value as ImmutableDictionary<string, object?> ?? throw Wrong(context, "an object", value);
        var constructor = OutputTypes.Constructor(type);
        return constructor.Invoke([.. constructor.GetParameters().Select(p =>
        {
            var name = OutputTypes.WireName(p);
            return Plain(warn, $"{context}.{name}", map.GetValueOrDefault(name), p.ParameterType);
        })]);
    }

    private static object Constant(string context, object value, Type type)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(c => c.GetParameters() is [{ ParameterType: var only }] && only.IsInstanceOfType(value));
        return constructor?.Invoke([value]) ?? throw Wrong(context, type.Name, value);
    }

    private static object Either(Action<string> warn, string context, object value, Type type)
    {
        var arguments = type.GetGenericArguments();
        foreach (var (index, argument) in arguments.Index())
        {
            try
            {
                var inner = Strict(warn, context, value, argument);

                // !: both methods are the struct's own, and it is not null.
                return type.GetMethod(index == 0 ? "FromT0" : "FromT1")!.Invoke(null, [inner])!;
            }
            catch (WrongTypeException)
            {
                // Then it is the other one, or neither.
            }
        }

        throw Wrong(context, $"{arguments[0].Name} or {arguments[1].Name}", value);
    }

    private static WrongTypeException Wrong(string context, string expected, object value) =>
        new($"{context}: expected {expected}, but the engine sent {Describe(value)}.");

    private static string Describe(object value) => value switch
    {
        string => "a string",
        bool => "a boolean",
        double => "a number",
        ImmutableArray<object?> => "a list",
        ImmutableDictionary<string, object?> => "an object",
        _ => $"a {value.GetType().Name}",
    };

    private sealed class WrongTypeException(string message) : Exception(message);
}
