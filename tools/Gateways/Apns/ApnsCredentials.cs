using Pinpush.Wire;

namespace Pinpush.Gateways;

/// <summary>Reads the credentials of an APNs channel request.</summary>
public static class ApnsCredentials
{
    /// <summary>Judges all that is given and picks by DefaultAuthenticationMethod (CERTIFICATE, or KEY and TOKEN, which mean the same).</summary>
    /// <param name="faults">Each names the member, what is wrong and what would be right; never the key. Empty exactly when the answer is not null.</param>
    public static ChannelCredentials? Parse(APNSChannelRequest request, out IReadOnlyList<string> faults) => throw new NotImplementedException();
}
