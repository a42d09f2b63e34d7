using Amazon.Pinpoint;

namespace Pinpush.Server.Tests;

/// <summary>A server that tests can call, in this process or in one of its own.</summary>
internal interface IServed
{
    /// <summary>The SDK, which repeats nothing here.</summary>
    AmazonPinpointClient Aws { get; }

    /// <summary>Where <see cref="Credentials"/> and the server's data lie.</summary>
    Scratch Scratch { get; }
}
