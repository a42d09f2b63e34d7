using System.Collections.Concurrent;
using System.Globalization;
using Amazon.Pinpoint.Model;
using Pinpush.Client;
using Pinpush.Plugin.Hosting;
using Pinpush.PluginClient;

namespace Pinpush.Provider.Segments;

/// <summary>
/// The versions of the program's segments, as far as this run of it knows them: of the state, and as its updates make them or, in a preview, would make them.
/// </summary>
/// <remarks>An engine asks about a segment before it asks about the campaigns whose <c>segmentId</c> is an output of it.</remarks>
internal sealed class SegmentVersions
{
    private readonly ConcurrentDictionary<string, SegmentVersion> known = new(StringComparer.Ordinal);

    /// <param name="id"><c>APPLICATIONID/ID</c></param>
    public void Set(string id, SegmentVersion version) => known[id] = version;

    /// <summary>Null for a segment that the program does not have, or whose version its state does not tell.</summary>
    public SegmentVersion? Of(string app, string segment) => known.GetValueOrDefault($"{app}/{segment}");

    /// <param name="property">Where the program names it.</param>
    /// <param name="version">Null for any.</param>
    /// <returns>What is wrong when the segment, or that version of it, is neither the program's nor on the server; else null.</returns>
    public async Task<string?> MissingAsync(
        ResourceCall call, string property, string app, string segment, int? version, CancellationToken cancellationToken)
    {
        if (Of(app, segment) is { } there && (version ?? 1) <= there.Number)
        {
            return null;
        }

        try
        {
            await call.Client().GetSegmentVersionAsync(
                new() { ApplicationId = app, SegmentId = segment, Version = (version ?? 1).ToString(CultureInfo.InvariantCulture) }, cancellationToken);
            return null;
        }
        catch (NotFoundException)
        {
            return $"{property}: app '{app}' has no segment '{segment}'{(version is null ? "" : $" with a version {version}")}.";
        }
    }

    /// <summary>How many endpoints a version of a segment has now. Null when nobody can tell.</summary>
    public async Task<Contract.AudienceSize?> CountAsync(
        PinpushClient client, string app, string segment, int version, CancellationToken cancellationToken)
    {
        var planned = Of(app, segment) is { IsWritten: false } next && next.Number == version ? next : null;
        return planned is { Definition: null } ? null
            : await client.AudienceAsync(
                planned is null ? new(app, segment, version) : new Contract.AudienceQuery(app, segment, Definition: planned.Definition), cancellationToken);
    }
}

/// <param name="Urn">Of the segment.</param>
/// <param name="IsWritten">Whether the server has it already.</param>
/// <param name="Definition">Of one that is not written: JSON of the request; null while something in it is not known.</param>
internal sealed record SegmentVersion(int Number, string Urn, bool IsWritten = true, string? Definition = null);
