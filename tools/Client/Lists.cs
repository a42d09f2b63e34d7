using System.Runtime.CompilerServices;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;

namespace Pinpush.Client;

/// <summary>Lists that the API answers in pages: every item, a page being asked for when the one before it has been looked through.</summary>
public static class Lists
{
    /// <summary>As many as a page may have of apps, campaigns or segments.</summary>
    private const string PageSize = "100";

    public static IAsyncEnumerable<ApplicationResponse> AppsAsync(this IAmazonPinpoint client, CancellationToken cancellationToken) => AllAsync(
        async (token, stop) =>
        {
            var page = (await client.GetAppsAsync(new GetAppsRequest { PageSize = PageSize, Token = token }, stop)).ApplicationsResponse;
            return (page.Item, page.NextToken);
        },
        cancellationToken);

    public static IAsyncEnumerable<CampaignResponse> CampaignsAsync(this IAmazonPinpoint client, string app, CancellationToken cancellationToken) => AllAsync(
        async (token, stop) =>
        {
            var request = new GetCampaignsRequest { ApplicationId = app, PageSize = PageSize, Token = token };
            var page = (await client.GetCampaignsAsync(request, stop)).CampaignsResponse;
            return (page.Item, page.NextToken);
        },
        cancellationToken);

    public static IAsyncEnumerable<SegmentResponse> SegmentsAsync(this IAmazonPinpoint client, string app, CancellationToken cancellationToken) => AllAsync(
        async (token, stop) =>
        {
            var request = new GetSegmentsRequest { ApplicationId = app, PageSize = PageSize, Token = token };
            var page = (await client.GetSegmentsAsync(request, stop)).SegmentsResponse;
            return (page.Item, page.NextToken);
        },
        cancellationToken);

    /// <param name="page">Answers the page of a token, null being the first, with the token of the next one; null or empty: it was the last.</param>
    private static async IAsyncEnumerable<T> AllAsync<T>(
        Func<string?, CancellationToken, Task<(List<T>? Items, string? Next)>> page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            (var items, token) = await page(token, cancellationToken);
            foreach (var item in items ?? [])
            {
                yield return item;
            }
        }
        while (!string.IsNullOrEmpty(token));
    }
}
