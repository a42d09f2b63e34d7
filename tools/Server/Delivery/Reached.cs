namespace Pinpush.Server.Delivery;

/// <summary>What became of one recipient; one byte each in the ledger.</summary>
internal enum Reached : byte
{
    /// <summary>The send was stopped before this one left, or it was put off; no recipient has it in the ledger.</summary>
    NotYet = 0,

    /// <summary>The push service took it.</summary>
    Delivered = 1,

    /// <summary>The push service refused it for good, or would have.</summary>
    Refused = 2,

    /// <summary>Given up: it did not reach the push service, or that put it off, until the time was over.</summary>
    NotProcessed = 3,

    /// <summary>No push service was asked: see <see cref="Skip"/>.</summary>
    Skipped = 4,

    /// <summary>It left and no answer came: it may have arrived.</summary>
    InDoubt = 5,
}
