using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Pinpush.Audience;
using Pinpush.Gateways.Senders;
using Pinpush.Server.Campaigns;
using Pinpush.Server.Delivery;

namespace Pinpush.Server.Tests.Campaigns;

public sealed class RunRecipientsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500, false, "128 256 500 500 500 116")]
    [InlineData(500, true, "128 256 16 32 64 128 256 500 500 120 1")] // from the one after the next on, which is written already
    [InlineData(10, false, "10")]
    public async Task ChunksAsync_FewLeaveAtFirstAndAfterSomebodyWasPutOff_AndTwiceAsManyEachTime(int most, bool isPutOff, string expected)
    {
        using var scratch = new Scratch();
        var (clock, everybody) = (new SteadyClock(DateTimeOffset.UnixEpoch.AddYears(60)), new Bitmap());
        for (var i = 0; i < (most == 10 ? 10 : 2000); i++)
        {
            everybody.Add(i);
        }

        await using (var ledger = new Ledger(scratch.File("ledger.db"), TimeProvider.System))
        {
            var run = await ledger.BeginAsync(StoredCampaign.Of("c"), DateTimeOffset.UnixEpoch, () => new RunPlan(everybody, null, null), Cancel);
            await using var journal = new RunJournal(ledger, run, TimeProvider.System, NullLogger.Instance, Cancel);
            var recipients = new RunRecipients(
                null!, journal, (new Bitmap(), everybody), isWhole: false, resends: true, most, clock, Cancel); // nobody is looked at
            var sizes = new List<int>();
            await foreach (var chunk in recipients.ChunksAsync(Cancel))
            {
                sizes.Add(chunk.Count);
                for (var i = 0; i < chunk.Count; i++)
                {
                    if (isPutOff && chunk.Number(i) == 0 && sizes.Count == 1)
                    {
                        Assert.True(await recipients.PutOffAsync(0, new PushOutcome.NotProcessed(503, "Busy", null), wasInDoubt: false, Cancel));
                    }
                    else
                    {
                        recipients.End(chunk.Number(i), new Outcome(null, new PushOutcome.Accepted("1")), wasInDoubt: false);
                    }
                }

                if (sizes.Sum() == 2000)
                {
                    clock.Advance(TimeSpan.FromMinutes(1)); // who waits comes again
                }
            }

            Assert.Equal(expected, string.Join(' ', sizes));
        }

        SqliteConnection.ClearAllPools();
    }
}
