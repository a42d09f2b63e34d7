namespace Pulumi;

/// <summary>The engine's log could not be reached: there is nobody to tell but standard error.</summary>
public class LogException(Exception exception) : Exception("Error occurred during logging", exception);
