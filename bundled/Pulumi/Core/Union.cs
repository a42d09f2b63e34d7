using System.Diagnostics.CodeAnalysis;

namespace Pulumi;

/// <summary>A value of one type or of another. The default is the first type's default.</summary>
public readonly struct Union<T0, T1> : IEquatable<Union<T0, T1>>
{
    // Exactly one of them is set; which one, _second says.
    private readonly T0? _value0;
    private readonly T1? _value1;
    private readonly bool _second;

    private Union(T0? value0, T1? value1, bool second)
    {
        _value0 = value0;
        _value1 = value1;
        _second = second;
    }

    public bool IsT0 => !_second;

    public bool IsT1 => _second;

    // !: what a caller put in, be it null, comes out.
    public object Value => (_second ? (object?)_value1 : _value0)!;

    /// <exception cref="InvalidOperationException">It is the other one.</exception>
    [SuppressMessage("Design", "CA1065", Justification = "As the official struct.")]
    public T0 AsT0 => _second ? throw Other("T1") : _value0!; // !: as for Value

    /// <exception cref="InvalidOperationException">It is the other one.</exception>
    [SuppressMessage("Design", "CA1065", Justification = "As the official struct.")]
    public T1 AsT1 => _second ? _value1! : throw Other("T0"); // !: as for Value

    public static Union<T0, T1> FromT0(T0 input) => new(input, default, second: false);

    public static Union<T0, T1> FromT1(T1 input) => new(default, input, second: true);

    public TResult Match<TResult>(Func<T0, TResult> f0, Func<T1, TResult> f1) => _second ? f1(AsT1) : f0(AsT0);

    public void Switch(Action<T0> f0, Action<T1> f1)
    {
        if (_second)
        {
            f1(AsT1);
        }
        else
        {
            f0(AsT0);
        }
    }

    public Union<TResult, T1> MapT0<TResult>(Func<T0, TResult> mapFunc) => Match(v => Union<TResult, T1>.FromT0(mapFunc(v)), Union<TResult, T1>.FromT1);

    public Union<T0, TResult> MapT1<TResult>(Func<T1, TResult> mapFunc) => Match(Union<T0, TResult>.FromT0, v => Union<T0, TResult>.FromT1(mapFunc(v)));

    public Union<TResult0, TResult1> Bimap<TResult0, TResult1>(Func<T0, TResult0> mapFunc0, Func<T1, TResult1> mapFunc1) =>
        Match(v => Union<TResult0, TResult1>.FromT0(mapFunc0(v)), v => Union<TResult0, TResult1>.FromT1(mapFunc1(v)));

    /// <summary>Whether it is the first type; the one that it is not comes out as its default.</summary>
    public bool TryPickT0(out T0 value, out T1 remainder)
    {
        (value, remainder) = (_value0!, _value1!); // !: as for Value
        return !_second;
    }

    /// <inheritdoc cref="TryPickT0"/>
    public bool TryPickT1(out T1 value, out T0 remainder)
    {
        (value, remainder) = (_value1!, _value0!); // !: as for Value
        return _second;
    }

    public bool Equals(Union<T0, T1> other) => _second == other._second && Equals(Value, other.Value);

    public override bool Equals(object? obj) => obj is Union<T0, T1> other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_second, Value);

    public override string ToString() => Value?.ToString() ?? "";

    public static bool operator ==(Union<T0, T1> left, Union<T0, T1> right) => left.Equals(right);

    public static bool operator !=(Union<T0, T1> left, Union<T0, T1> right) => !left.Equals(right);

    public static implicit operator Union<T0, T1>(T0 t) => FromT0(t);

    public static implicit operator Union<T0, T1>(T1 t) => FromT1(t);

    private static InvalidOperationException Other(string which) => new($"The union holds its {which}.");
}
