using System.Text.Json.Nodes;
using Pinpush.Gateways.Credentials;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;

namespace Pinpush.AwsProvider.Channels;

/// <summary>Which credentials a channel takes, and what of them it is sent.</summary>
internal abstract class ChannelRules
{
    public const string Method = "defaultAuthenticationMethod";

    /// <summary>What the official plugin gives when the program does not.</summary>
    public abstract IEnumerable<KeyValuePair<string, JsonNode>> Presets { get; }

    /// <summary>The members that the API's answer tells about (see <see cref="ChannelFacts.HasToken"/>).</summary>
    public abstract IReadOnlyList<string> TokenSet { get; }

    /// <summary>
    /// What is missing is told before anything is applied; the official plugin leaves it to the API, in the middle of an update.
    /// </summary>
    /// <param name="call">With what <see cref="Presets"/> has.</param>
    public abstract void Check(CheckCall call);

    /// <summary>What the server cannot read of complete credentials. A key that it takes may still not be the one that Apple or Google know.</summary>
    public abstract void Judge(CheckCall call, Shape.Group inputs);

    /// <summary>The members of the request, unset ones empty; credentials that the method does not use may be left out.</summary>
    public abstract IEnumerable<string> Sent(JsonObject inputs);
}

/// <summary>APNs: a certificate or a token key, each complete in itself. The method is not judged.</summary>
internal sealed class ApnsRules : ChannelRules
{
    private static readonly string[] Token = ["bundleId", "teamId", "tokenKey", "tokenKeyId"];
    private static readonly string[][] Sets = [["certificate", "privateKey"], Token];

    public override IEnumerable<KeyValuePair<string, JsonNode>> Presets => [new("enabled", true)];

    public override IReadOnlyList<string> TokenSet => Token;

    public override void Check(CheckCall call)
    {
        if (Sets.Any(set => set.All(m => call.New[m] is not null)))
        {
            return;
        }

        var begun = Sets.FirstOrDefault(set => set.Any(m => call.New[m] is not null));
        var choices = string.Join(" or ", Sets.Select(s => $"[{string.Join(", ", s)}]"));
        call.Fault((begun ?? Token).First(m => call.New[m] is null), begun is null
            ? $"At least one set of credentials is required; either {choices}."
            : $"The credentials are not complete: {string.Join(", ", begun.Where(m => call.New[m] is null))} is missing. Give all of {choices}.");
    }

    public override void Judge(CheckCall call, Shape.Group inputs) =>
        ContractRules.Check(call, inputs, Contract.WireJson.Default.APNSChannelRequest, request =>
        {
            ApnsCredentials.Parse(request, out var faults);
            return faults;
        });

    public override IEnumerable<string> Sent(JsonObject inputs) => Sets.SelectMany(s => s).Append(Method);
}

/// <summary>GCM: exactly one of the two credentials, and the one of the method, which is KEY unless the program says TOKEN.</summary>
internal sealed class GcmRules : ChannelRules
{
    private const string Key = "KEY";

    public override IEnumerable<KeyValuePair<string, JsonNode>> Presets => [new(Method, Key), new("enabled", true)];

    public override IReadOnlyList<string> TokenSet => ["serviceJson"];

    public override void Check(CheckCall call)
    {
        var (key, service, method) = (call.New["apiKey"], call.New["serviceJson"], call.New[Method]);
        if (key is null == service is null)
        {
            var found = key is null ? "none is" : "both are";
            call.Fault("apiKey", $"Invalid combination of arguments: one of apiKey and serviceJson has to be there, and {found}.");
        }
        else if (call.New.Text(Method) is { } word && !Json.IsUnknown(method) && call.New[CredentialOf(word)] is null)
        {
            call.Fault(Method, word == Key
                ? "is KEY, as it is unless given, and then serviceJson is not sent. Set it to TOKEN."
                : "is TOKEN, and then apiKey is not sent. Set it to KEY, or give serviceJson.");
        }
    }

    public override void Judge(CheckCall call, Shape.Group inputs) =>
        ContractRules.Check(call, inputs, Contract.WireJson.Default.GCMChannelRequest, request =>
        {
            FcmCredentials.Parse(request, out var faults);
            return faults;
        });

    public override IEnumerable<string> Sent(JsonObject inputs) => [Method, CredentialOf(inputs.Text(Method) ?? Key)];

    private static string CredentialOf(string method) => method == Key ? "apiKey" : "serviceJson";
}
