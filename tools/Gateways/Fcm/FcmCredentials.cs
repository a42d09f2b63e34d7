using Pinpush.Wire;

namespace Pinpush.Gateways;

/// <summary>Reads the credentials of an FCM channel request.</summary>
public static class FcmCredentials
{
    /// <summary>A service account when there is one, whatever DefaultAuthenticationMethod says by default; else the retired server key.</summary>
    /// <param name="faults">Each names the member, what is wrong and what would be right; never the key. Empty exactly when the answer is not null.</param>
    public static ChannelCredentials? Parse(GCMChannelRequest request, out IReadOnlyList<string> faults) => throw new NotImplementedException();
}
