using System.Net;
using Amazon.Runtime;

namespace Amazon.Pinpoint;

public partial class AmazonPinpointException : AmazonServiceException
{
    public AmazonPinpointException(string message) : base(message) { }

    public AmazonPinpointException(string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
