namespace Pinpush.PulumiCli.Display;

/// <summary>What the user wants to see.</summary>
/// <param name="Diff">Whole resources with their changes, instead of a line each.</param>
/// <param name="ShowReplacementSteps">Of a replacement also its physical parts.</param>
internal sealed record DisplayOptions(bool Diff, bool Json, bool ShowSames, bool ShowReplacementSteps, bool SuppressOutputs);
