using Pinpush.Contract;
using Pinpush.Server.Delivery;
using Pinpush.Server.Endpoints;

namespace Pinpush.Server.Campaigns;

/// <summary>The recipients of a run, by their numbers in the audience index.</summary>
/// <param name="isWhole">The message says something of each of them: more is read than who may get it, and where.</param>
/// <param name="resends">Whether a push that may have arrived is sent again.</param>
internal sealed class RunRecipients(EndpointStore endpoints, RunJournal journal, bool isWhole, bool resends) : IRecipients
{
    // Numbers are ascending.
    public EndpointResponse?[] Read(ReadOnlyMemory<int> numbers)
    {
        var recipients = new EndpointResponse?[numbers.Length];
        foreach (var there in endpoints.Numbered(numbers.ToArray(), isWhole))
        {
            recipients[numbers.Span.BinarySearch(there.Number)] = there.Endpoint;
        }

        return recipients;
    }

    public void End(int number, Outcome outcome, bool wasInDoubt)
    {
        if (outcome != Outcome.NotYet)
        {
            journal.End(number, outcome, wasInDoubt);
        }
    }

    public async Task<bool> RepeatAsync(int number, CancellationToken cancellationToken)
    {
        if (resends)
        {
            await journal.DoubtAsync(number, cancellationToken);
        }

        return resends;
    }
}
