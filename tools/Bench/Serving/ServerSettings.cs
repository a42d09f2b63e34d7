namespace Pinpush.Bench.Serving;

/// <summary>Where a server has its data and sends its pushes.</summary>
/// <param name="Folder">Of everything; the authority's certificate lies in it.</param>
/// <param name="Gateway">Of both services.</param>
/// <param name="FcmToken">Where access tokens are fetched; null without FCM.</param>
/// <param name="Rehearses">It sends to itself before it says that it listens, as <c>serve</c> does for gateways that it is given.</param>
internal sealed record ServerSettings(string Folder, Uri Gateway, Uri? FcmToken, bool Rehearses);

/// <summary>What a server says when it listens.</summary>
internal sealed record ServerReady(Uri Address, string KeyId, string Secret);
