namespace Pinpush.Cli.Devices;

/// <summary>What is written before the next lines are read: some batches at once, no two devices of the same id or address.</summary>
/// <remarks>
/// A repetition ends the round, so that of two lines with one id the later wins, and of two ids with one address the later is the active one.
/// </remarks>
/// <param name="Faults">Of the lines between the devices.</param>
/// <param name="Skipped">Lines of other channels between the devices.</param>
/// <param name="LastLine">Number of the last line that is in it, good or bad.</param>
internal sealed record ImportRound(IReadOnlyList<ImportLine.Device> Devices, IReadOnlyList<ImportFault> Faults, int Skipped, int LastLine)
{
    /// <summary>Items that one UpdateEndpointsBatch may have; Pinpoint's own limit.</summary>
    private const int BatchSize = 100;

    /// <summary>Batches in flight: enough to hide the way there and back, few enough to write again after an interruption.</summary>
    private const int InFlight = 4;

    /// <summary>Characters of a batch's lines: written as JSON a character takes up to 6 bytes, and a call may have 7 MiB.</summary>
    private const int BatchLength = 1024 * 1024;

    /// <summary>Lines of other channels until progress is written.</summary>
    private const int MostSkipped = 10_000;

    public IEnumerable<IReadOnlyList<ImportLine.Device>> Batches
    {
        get
        {
            List<ImportLine.Device> batch = [];
            var length = 0;
            foreach (var device in Devices)
            {
                if (batch.Count == BatchSize || (batch.Count > 0 && length + device.Length > BatchLength))
                {
                    yield return batch;
                    (batch, length) = ([], 0);
                }

                batch.Add(device);
                length += device.Length;
            }

            if (batch.Count > 0)
            {
                yield return batch;
            }
        }
    }

    public static IEnumerable<ImportRound> Cut(IEnumerable<ImportLine> lines)
    {
        List<ImportLine.Device> devices = [];
        List<ImportFault> faults = [];
        HashSet<string> ids = new(StringComparer.Ordinal), addresses = new(StringComparer.Ordinal);
        var (last, length, skipped) = (0, 0, 0);
        foreach (var line in lines)
        {
            var device = line as ImportLine.Device;
            var isRepeated = device is not null && (ids.Contains(device.Item.Id) || addresses.Contains(device.Item.Address));
            if (isRepeated || devices.Count + faults.Count == BatchSize * InFlight || skipped == MostSkipped || length > BatchLength * (InFlight - 1))
            {
                yield return new ImportRound(devices, faults, skipped, last);
                (devices, faults, length, skipped) = ([], [], 0, 0);
                ids.Clear();
                addresses.Clear();
            }

            last = line.Last;
            if (device is not null)
            {
                devices.Add(device);
                length += device.Length;
                ids.Add(device.Item.Id);
                addresses.Add(device.Item.Address);
            }
            else if (line is ImportLine.Other)
            {
                skipped++;
            }
            else if (line is ImportLine.Bad bad)
            {
                faults.Add(new ImportFault(bad.Number, bad.Reason));
            }
        }

        if (last > 0)
        {
            yield return new ImportRound(devices, faults, skipped, last);
        }
    }
}
