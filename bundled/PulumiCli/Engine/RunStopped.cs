namespace Pinpush.PulumiCli.Engine;

/// <summary>The run takes no more steps: one failed, or the user cancelled. The reason has been told already.</summary>
internal sealed class RunStopped() : Exception("The run takes no more steps.");
