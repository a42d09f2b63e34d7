using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Display;

/// <summary>The rows of a run's table: one a resource, below its parent, in an order that is the same in every run.</summary>
/// <param name="stackUrn">Of the row that all others stand below.</param>
internal sealed class ProgressTable(string stackUrn, bool preview, bool showSames)
{
    private readonly Dictionary<string, ProgressRow> rows = new(StringComparer.Ordinal) { [stackUrn] = new ProgressRow(stackUrn, "") };

    public void Begin(Step step)
    {
        var row = Of(step);
        if (step.Kind != StepKind.Same)
        {
            row.Begin(step, preview);
        }
    }

    public void End(Step step, bool succeeded, TimeSpan elapsed)
    {
        var row = Of(step);
        if (step.Kind == StepKind.Same && succeeded && !showSames && !step.State.IsStack && step.Old?.Protect == step.New?.Protect)
        {
            row.Hide(); // a refresh found it as it was
        }
        else
        {
            row.End(step, succeeded, elapsed, preview);
        }
    }

    /// <summary>Shows a message beside its resource, if that has a row.</summary>
    public void Say(string urn, string text)
    {
        if (rows.GetValueOrDefault(urn) is { } row)
        {
            row.Info = text;
        }
    }

    /// <summary>What there is to see, each with its depth: parents before children, those in the order of type and name.</summary>
    public List<(ProgressRow Row, int Depth)> Shown()
    {
        var children = rows.Values.ToLookup(r => r.Parent);
        List<(ProgressRow, int)> shown = [];
        Add("", 0);
        return shown;

        bool Add(string parent, int depth)
        {
            var any = false;
            foreach (var row in children[parent].OrderBy(r => r.Type, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal))
            {
                var at = shown.Count;
                shown.Add((row, depth));
                if (Add(row.Urn, depth + 1) || row.IsShown)
                {
                    any = true;
                }
                else
                {
                    shown.RemoveAt(at);
                }
            }

            return any;
        }
    }

    private ProgressRow Of(Step step)
    {
        // Of a parent that the run has not told of, only the URN is known.
        var parent = step.Urn == stackUrn ? "" : step.State.Parent ?? stackUrn;
        if (parent.Length > 0 && !rows.ContainsKey(parent))
        {
            rows[parent] = new ProgressRow(parent, stackUrn);
        }

        if (!rows.TryGetValue(step.Urn, out var row))
        {
            rows[step.Urn] = row = new ProgressRow(step.Urn, parent);
        }

        row.Parent = parent;
        return row;
    }
}
