using System.Net;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Pinpush.Cli.Connecting;
using Pinpush.Client;

namespace Pinpush.Cli.Devices;

/// <summary>Writes a batch of devices. The API refuses a batch as a whole, so what is refused is written again without the guilty lines.</summary>
/// <remarks>A pinpush server tells which they are. AWS does not, so the batch is halved until they stand alone.</remarks>
internal static class ImportBatch
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
            var told = refused.Faults().Where(f => f.Index < devices.Count).ToLookup(f => f.Index, f => f.Message);
            if (told.Count == 0 && devices is [var guilty])
            {
                return [new ImportFault(guilty.Number, refused.Message)];
            }

            List<ImportFault> faults = [.. devices.Index().Where(d => told.Contains(d.Index))
                .Select(d => new ImportFault(d.Item.Number, string.Join(' ', told[d.Index])))];
            var rest = devices.Index().Where(d => !told.Contains(d.Index)).Select(d => d.Item).ToArray();
            foreach (var part in rest.Chunk(faults.Count > 0 ? devices.Count : (devices.Count + 1) / 2))
            {
                faults.AddRange(await WriteAsync(session, app, part, cancellationToken));
            }

            return faults;
        }
    }
}
