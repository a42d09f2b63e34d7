using Amazon.Runtime;

namespace Amazon.Pinpoint;

public partial class AmazonPinpointRequest : AmazonWebServiceRequest;
