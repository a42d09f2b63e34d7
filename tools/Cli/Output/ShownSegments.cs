using Spectre.Console.Rendering;

namespace Pinpush.Cli.Output;

/// <summary>Shows the control characters of all text that goes to a console; the console's own stay as they are.</summary>
internal sealed class ShownSegments : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(r => new Shown(r));

    private sealed class Shown(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth)
            .Select(s => s.IsControlCode || s.IsLineBreak ? s : new Segment(Contract.ShownText.Of(s.Text, keepsLines: true), s.Style));
    }
}
