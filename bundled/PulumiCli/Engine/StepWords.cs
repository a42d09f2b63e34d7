using System.Collections.Frozen;

namespace Pinpush.PulumiCli.Engine;

/// <summary>The words and marks of each step, as users and scripts know them.</summary>
/// <param name="Name">In events and JSON.</param>
/// <param name="Mark">Two columns.</param>
/// <param name="Running">While it runs.</param>
/// <param name="Done">Afterwards.</param>
/// <param name="Planned">In a preview, and after "to" in its summary.</param>
/// <remarks>Source: Pulumi, <c>pkg/resource/deploy/step.go</c> and <c>pkg/backend/display</c>.</remarks>
internal sealed record StepWords(string Name, string Mark, string Running, string Done, string Planned)
{
    private static readonly FrozenDictionary<StepKind, StepWords> All = new Dictionary<StepKind, StepWords>
    {
        [StepKind.Same] = new("same", "  ", "", "", ""),
        [StepKind.Create] = new("create", "+ ", "creating", "created", "create"),
        [StepKind.Update] = new("update", "~ ", "updating", "updated", "update"),
        [StepKind.Delete] = new("delete", "- ", "deleting", "deleted", "delete"),
        [StepKind.Replace] = new("replace", "+-", "replacing", "replaced", "replace"),
        [StepKind.CreateReplacement] = new("create-replacement", "++", "creating replacement", "created replacement", "replace"),
        [StepKind.DeleteReplaced] = new("delete-replaced", "--", "deleting original", "deleted original", "replace"),
        [StepKind.Read] = new("read", "> ", "reading", "read", "read"),
        [StepKind.ReadReplacement] = new("read-replacement", ">>", "reading for replacement", "read for replacement", "replace"),
        [StepKind.Refresh] = new("refresh", "~ ", "refreshing", "refresh", "refresh"),
        [StepKind.ReadDiscard] = new("discard", "< ", "discarding", "discarded", "discard"),
        [StepKind.DiscardReplaced] = new("discard-replaced", "<<", "discarding original", "discarded original", "replace"),
        [StepKind.RemovePendingReplace] = new("remove-pending-replace", "~ ", "completing pending", "completed pending", "replace"),
        [StepKind.Import] = new("import", "= ", "importing", "imported", "import"),
        [StepKind.ImportReplacement] = new("import-replacement", "=>", "importing replacement", "imported replacement", "import"),
    }.ToFrozenDictionary();

    public static StepWords Of(StepKind kind) => All[kind];
}
