using System.Globalization;
using Amazon.Runtime;

namespace Pinpush.Cli.Calling;

/// <summary>The words for what the API answered, or for an API that did not answer.</summary>
internal static class Failures
{
    /// <param name="fault">Of a call that got no answer at all.</param>
    public static string NoAnswer(Exception fault) => $"No answer: {Root(fault).Message}. Is the server running? ./pinpush doctor tells.";

    public static string Describe(AmazonServiceException fault)
    {
        if (fault.StatusCode == 0)
        {
            return NoAnswer(fault);
        }

        var code = string.IsNullOrEmpty(fault.ErrorCode) ? ((int)fault.StatusCode).ToString(CultureInfo.InvariantCulture) : fault.ErrorCode;
        return $"{code}: {fault.Message}" + (string.IsNullOrEmpty(fault.RequestId) ? "" : $" (request {fault.RequestId})");
    }

    private static Exception Root(Exception fault)
    {
        while (fault.InnerException is { } inner)
        {
            fault = inner;
        }

        return fault;
    }
}
