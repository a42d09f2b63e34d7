namespace Pinpush.Server.Kernel;

/// <summary>What a call does that is made again.</summary>
internal enum Repeat
{
    /// <summary>Nothing more than the first one: it writes the same, or is known by ids that it brings along.</summary>
    SameAsOnce,

    /// <summary>It would act anew, so its repetition gets the first one's answer; see <see cref="RepeatedCalls"/>.</summary>
    ActsAnew,
}
