namespace Pinpush.Server.Templates;

/// <summary>What a template is over all its versions; their content is stored version by version.</summary>
/// <param name="Highest">The highest number that a version ever had: none is used again.</param>
/// <param name="Versions">The numbers that there are, rising.</param>
/// <param name="Active">The version that is sent where none is named; one of them.</param>
internal sealed record StoredTemplate(
    string Name, string Arn, string CreationDate, int Highest, IReadOnlyList<int> Versions, int Active, IReadOnlyDictionary<string, string>? Tags)
{
    public int Latest => Versions[^1];
}
