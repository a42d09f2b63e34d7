using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;

namespace Pinpush.Cli.Devices;

/// <summary>Writes a batch of devices. The API refuses a batch as a whole, so what is refused is parted until the guilty lines stand alone.</summary>
internal static partial class ImportBatch
{
    /// <returns>The faults of the lines that the API refuses; all other devices are written.</returns>
    public static async Task<IReadOnlyList<ImportFault>> WriteAsync(
        PinpointSession session, string app, IReadOnlyList<ImportLine.Device> devices, CancellationToken cancellationToken)
    {
        try
        {
            var request = new EndpointBatchRequest { Item = [.. devices.Select(d => d.Item)] };
            await session.Client.UpdateEndpointsBatchAsync(
                new UpdateEndpointsBatchRequest { ApplicationId = app, EndpointBatchRequest = request }, cancellationToken);
            return [];
        }
        catch (AmazonPinpointException refused) when (refused.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge)
        {
            if (devices is [var guilty])
            {
                return [new ImportFault(guilty.Number, Item().Replace(refused.Message, ""))];
            }

            List<ImportFault> faults = [];
            foreach (var part in Part(devices, refused.Message))
            {
                faults.AddRange(await WriteAsync(session, app, part, cancellationToken));
            }

            return faults;
        }
    }

    /// <summary>Those that the message names one by one and the rest together; halves when it names none, as AWS's does not.</summary>
    private static IEnumerable<IReadOnlyList<ImportLine.Device>> Part(IReadOnlyList<ImportLine.Device> devices, string message)
    {
        var named = Item().Matches(message).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToHashSet();
        var rest = devices.Where((_, i) => !named.Contains(i)).ToList();
        return rest.Count == devices.Count
            ? devices.Chunk((devices.Count + 1) / 2)
            : devices.Where((_, i) => named.Contains(i)).Select(d => new[] { d }).Append<IReadOnlyList<ImportLine.Device>>(rest).Where(p => p.Count > 0);
    }

    // Item[12]: Id is missing: an endpoint needs an id.
    [GeneratedRegex(@"Item\[(\d{1,3})\]: ")]
    private static partial Regex Item();
}
