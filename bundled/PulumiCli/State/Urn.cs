namespace Pinpush.PulumiCli.State;

/// <summary>The name of a resource: <c>urn:pulumi:stack::project::qualified$type::name</c>. The name may itself hold <c>::</c>.</summary>
internal static class Urn
{
    public const string StackType = "pulumi:pulumi:Stack";

    /// <param name="parent">URN of the parent; null or the root stack's adds nothing to the type.</param>
    public static string Create(string stack, string project, string? parent, string type, string name)
    {
        var qualified = string.IsNullOrEmpty(parent) || QualifiedTypeOf(parent) == StackType ? type : $"{QualifiedTypeOf(parent)}${type}";
        return $"urn:pulumi:{stack}::{project}::{qualified}::{name}";
    }

    public static bool IsUrn(string text) => text.StartsWith("urn:pulumi:", StringComparison.Ordinal) && text.Split("::", 4).Length == 4;

    public static string StackOf(string urn) => Part(urn, 0)["urn:pulumi:".Length..];

    public static string ProjectOf(string urn) => Part(urn, 1);

    public static string QualifiedTypeOf(string urn) => Part(urn, 2);

    public static string TypeOf(string urn) => QualifiedTypeOf(urn) is var type && type.LastIndexOf('$') is >= 0 and var at ? type[(at + 1)..] : type;

    public static string NameOf(string urn) => Part(urn, 3);

    // urn:pulumi:dev :: shop :: my:index:Push$aws:pinpoint/app:App :: main
    private static string Part(string urn, int index) => IsUrn(urn) ? urn.Split("::", 4)[index] : throw new FormatException($"'{urn}' is no URN.");
}
