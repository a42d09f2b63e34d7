namespace Pinpush.PulumiCli.Engine;

/// <summary>The operations of the engine, in the order in which a summary counts them.</summary>
internal enum StepKind
{
    Same,
    Create,
    Update,
    Delete,

    /// <summary>The logical one: a resource is replaced by a new one. It calls no provider.</summary>
    Replace,
    CreateReplacement,
    DeleteReplaced,
    Read,
    ReadReplacement,
    Refresh,

    /// <summary>What was only read is forgotten.</summary>
    ReadDiscard,
    DiscardReplaced,
    RemovePendingReplace,
    Import,
    ImportReplacement,
}
