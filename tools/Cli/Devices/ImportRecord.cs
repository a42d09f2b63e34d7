using System.Text.Json.Serialization;

namespace Pinpush.Cli.Devices;

/// <summary>What became of an import, as <c>device import --json</c> prints it.</summary>
/// <param name="Imported">Devices written in this run.</param>
/// <param name="Resumed">Lines that an earlier, interrupted run of the same file had done.</param>
/// <param name="Skipped">Lines of e-mail, SMS and other channels that are no push.</param>
/// <param name="Refused">Lines that were refused, in this run or the interrupted one.</param>
/// <param name="Faults">The first 1000 of them.</param>
internal sealed record ImportRecord(int Imported, int Resumed, int Skipped, int Refused, IReadOnlyList<ImportFault> Faults);

/// <param name="Line">Counts from 1, the CSV header included.</param>
/// <param name="File">The file below the folder that was imported; null when it was a file.</param>
internal sealed record ImportFault(int Line, string Reason, string? File = null);

[JsonSerializable(typeof(ImportRecord))]
internal sealed partial class ImportRecordJson : JsonSerializerContext;
