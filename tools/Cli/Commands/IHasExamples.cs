namespace Pinpush.Cli.Commands;

/// <summary>A command whose help ends with complete command lines to try.</summary>
internal interface IHasExamples
{
    IReadOnlyList<string> Examples { get; }
}
