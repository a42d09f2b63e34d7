using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pinpush.Server.Storage;

/// <summary>Tells of damaged rows that are left out, each once: what reads them may be asked every minute.</summary>
internal sealed class DamageReport(ILogger log)
{
    private readonly ConcurrentDictionary<string, bool> told = new(StringComparer.Ordinal);

    public void Tell(DamagedRowException damage)
    {
        if (told.TryAdd(damage.Message, true))
        {
            log.RowDamaged(damage.Message);
        }
    }
}
