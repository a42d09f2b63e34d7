using Pulumirpc;

namespace Pulumi;

/// <summary>Takes a program's messages: the engine, or a list in a test.</summary>
internal interface IEngine
{
    Task LogAsync(LogRequest request);

    Task RequireVersionAsync(string range);
}
