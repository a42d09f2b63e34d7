using System.Security.Cryptography;
using Amazon.Pinpoint.Model;
using Pinpush.Client;
using Pinpush.Plugin.Hosting;

namespace Pinpush.PluginClient;

/// <summary>A create that finds what is there already takes it over: it says so, and marks it, so that the state that spoke of it before spares it.</summary>
public static class TakeOver
{
    /// <param name="what">E.g. <c>segment 4711</c>.</param>
    public static Task TellAsync(ResourceCall call, string what, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Log.WarnAsync(
            $"{what} has this key already: it is taken over, not made anew. Another stack of this name that has it would go on with it too.",
            call.Urn, cancellationToken);
    }

    /// <returns>The mark that is on it from now on.</returns>
    public static async Task<string> BeginAsync(ResourceCall call, PinpushClient client, string arn, string what, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        await TellAsync(call, what, cancellationToken);
        var mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        await client.TagResourceAsync(
            new TagResourceRequest { ResourceArn = arn, TagsModel = new TagsModel { Tags = new() { [Contract.OwnTags.Mark] = mark } } }, cancellationToken);
        return mark;
    }

    /// <summary>The mark that an import takes note of; a refresh keeps the state's own.</summary>
    public static string? Read(ResourceCall call, IReadOnlyDictionary<string, string>? tags)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.OldOutputs.IsEmpty ? tags?.GetValueOrDefault(Contract.OwnTags.Mark) : null;
    }

    /// <summary>Why a delete spares what has these tags; null when it does not.</summary>
    public static string? Spares(ResourceCall call, IReadOnlyDictionary<string, string>? tags)
    {
        ArgumentNullException.ThrowIfNull(call);
        return tags?.GetValueOrDefault(Contract.OwnTags.Mark) is { } mark && mark != call.Mark
            ? $"a later create has taken {call.Id} over. Whoever has it in a state now can delete it." : null;
    }
}
