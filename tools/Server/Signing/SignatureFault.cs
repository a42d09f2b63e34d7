namespace Pinpush.Server.Signing;

/// <summary>Why a request is not accepted, as AWS's front doors say it; the status is 403.</summary>
/// <param name="Type">After <c>InvalidSignatureException</c>, and none of the others, the SDKs set their clocks by the answer and call again.</param>
internal sealed record SignatureFault(string Type, string Message)
{
    public static SignatureFault Missing { get; } = new(
        "MissingAuthenticationTokenException",
        "Missing Authentication Token: the request is not signed. Sign it with Signature Version 4 and a key of the server's credentials file.");

    public static SignatureFault UnknownKey { get; } = new(
        "UnrecognizedClientException",
        "The security token included in the request is invalid: its access key id is not in the server's credentials file.");

    /// <summary>AWS's own sentence.</summary>
    public static SignatureFault Mismatch { get; } = Invalid(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
            + "Consult the service documentation for details.");

    public static SignatureFault Incomplete(string message) => new("IncompleteSignatureException", message);

    public static SignatureFault Invalid(string message) => new("InvalidSignatureException", message);
}
