using System.Text.Json.Serialization.Metadata;

namespace Pinpush.Contract;

/// <summary>
/// A question that a pinpush server answers at an address of its own, beside Pinpoint's API: a GET below <c>/pinpush/</c>, signed like every call. AWS knows
/// none.
/// </summary>
/// <typeparam name="TAnswer">The body of a 200.</typeparam>
/// <param name="Path">E.g. <c>/pinpush/audience</c>.</param>
public abstract record OwnQuery<TAnswer>(string Path)
{
    /// <summary>The values of the query by name, without escapes.</summary>
    public abstract IReadOnlyDictionary<string, string> Parameters { get; }

    public abstract JsonTypeInfo<TAnswer> AnswerType { get; }
}
