using System.Buffers;
using System.IO.Pipelines;

namespace Pinpush.Fakes;

/// <summary>Reads a small request body whole.</summary>
internal static class RequestBody
{
    /// <returns>The body; when it is longer than <paramref name="limit"/>, its first bytes, more of them than the limit.</returns>
    public static async ValueTask<byte[]> ReadAsync(PipeReader body, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.IsCompleted || read.Buffer.Length > limit)
            {
                var bytes = read.Buffer.ToArray();
                body.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
