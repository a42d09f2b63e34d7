namespace Pulumi;

/// <summary>What a resource takes: a plain value or an output.</summary>
public class Input<T> : IInput
{
    private readonly Output<T>? _output;

    private protected Input(Output<T>? output) => _output = output;

    /// <summary>The output behind it; a list or a map builds its own from its parts.</summary>
    // !: only classes that override this pass none.
    internal virtual Output<T> AsOutput => _output!;

    IOutput IInput.Value => Parts;

    private protected virtual IOutput Parts => AsOutput;

    public static implicit operator Input<T>(T value) => Output.Create(value);

    // !: a missing output, as of a setting that is not set, stands for the default of its type.
    public static implicit operator Input<T>(Output<T> value) => new(value ?? Output.Create(default(T)!));

    // !: a missing input stands for the default of its type.
    public static implicit operator Output<T>(Input<T> input) => input is null ? Output.Create(default(T)!) : input.AsOutput;
}
