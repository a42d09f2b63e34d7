using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Pinpush.Cli.Output;

/// <summary>The two streams a command writes to. Results go to standard output, all else to standard error.</summary>
/// <remarks>
/// Where a stream is no terminal, nothing is coloured, nothing moves, and lines are not cut to a width. Everywhere the control characters of what is written
/// are shown and not obeyed: ids, names and titles are other people's.
/// </remarks>
internal sealed class Terminal
{
    /// <summary>Width for files and pipes, so that a table's row stays one line for <c>grep</c>.</summary>
    private const int UnlimitedWidth = 10_000;

    private readonly TextWriter output, error;
    private readonly TextReader? answers;

    /// <param name="ansi">Whether a terminal understands escape sequences; a test says so itself.</param>
    /// <param name="answers">What a person types; null where nobody does.</param>
    public Terminal(
        TextWriter output, TextWriter error, bool outputIsTerminal, bool errorIsTerminal, AnsiSupport ansi = AnsiSupport.Detect, TextReader? answers = null)
    {
        (this.output, this.error, this.answers) = (output, error, answers);
        Out = Create(output, outputIsTerminal, ansi);
        Error = Create(error, errorIsTerminal, ansi);
        ErrorIsTerminal = errorIsTerminal;
    }

    public IAnsiConsole Out { get; }

    public IAnsiConsole Error { get; }

    public bool ErrorIsTerminal { get; }

    /// <summary>Whether somebody sees a question and can answer it.</summary>
    public bool CanAsk => ErrorIsTerminal && answers is not null;

    public static Terminal OfProcess() => new(
        Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected, answers: Console.IsInputRedirected ? null : Console.In);

    /// <summary>Whether whoever is asked says yes.</summary>
    public bool Confirms(string question)
    {
        error.Write(Contract.ShownText.Of(question));
        return answers?.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    /// <summary>Writes one record to standard output, in the form of <see cref="CliJson"/>.</summary>
    /// <param name="context">Of the record: it lies beside it.</param>
    public void Json<T>(T record, JsonSerializerContext context) => output.WriteLine(JsonSerializer.Serialize(record, CliJson.Of<T>(context)));

    /// <summary>Plain words on standard error: progress, hints, faults.</summary>
    public void Say(string text) => Error.WriteLine(Contract.ShownText.Of(text, keepsLines: true)); // first: the console takes more than a line feed for one

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal, AnsiSupport ansi)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? ansi : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Pipeline.Attach(new ShownSegments());
        if (!isTerminal)
        {
            console.Profile.Width = UnlimitedWidth;
        }

        return console;
    }
}
