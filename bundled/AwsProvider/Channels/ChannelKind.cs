using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;

namespace Pinpush.AwsProvider.Channels;

/// <summary>A push channel; its id is the application id. Credentials go to the API and never come back: the state is the one place that has them.</summary>
/// <remarks>
/// As the official plugin, and beyond it: a forced replacement deletes first, since the new one has the old one's id, a delete spares what was written since,
/// credentials that somebody else swapped are seen where the API tells it, and an update that was refused is not in the state.
/// Source: terraform-provider-aws, internal/service/pinpoint, behind pulumi-terraform-bridge 3.120.
/// </remarks>
internal sealed class ChannelKind(ResourceDescription description, ChannelCalls calls, ChannelRules rules) : ResourceKind
{
    public override ResourceDescription Description => description;

    public override void Check(CheckCall call)
    {
        Defaults.Give(call.New, rules.Presets);
        rules.Check(call);
        if (ContractRules.IsKnown(call, description.Inputs.Members.Where(m => m.Wire is not null).Select(m => m.Name)))
        {
            rules.Judge(call, description.Inputs);
        }
    }

    public override Task<Plan> PlanAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var changes = Given.Changes(description.Inputs, call);
        var replaces = changes.Select(c => c.Top).Where(t => t == "applicationId").ToHashSet();
        Regions.Compare(call, changes, replaces);
        return Task.FromResult(new Plan(changes, replaces));
    }

    public override JsonObject Foreseen(ResourceCall call) => new() { [ChannelRules.Method] = call.Inputs.Values[ChannelRules.Method]?.DeepClone() ?? "" };

    public override async Task<Stored> CreateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var app = call.Inputs.Values.Text("applicationId")!; // checked: required
        return await WriteAsync(call, app, cancellationToken);
    }

    public override Task<Stored> UpdateAsync(ResourceCall call, CancellationToken cancellationToken) => WriteAsync(call, call.Id, cancellationToken);

    public override async Task<Stored?> ReadAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        try
        {
            var there = await calls.Get(call.Client(Regions.Of(call)), call.Id, cancellationToken);
            var inputs = (JsonObject)call.Inputs.Values.DeepClone();
            inputs["applicationId"] = call.Id;
            if ((there.Enabled ?? true) != (inputs.Flag("enabled") ?? true))
            {
                inputs["enabled"] = there.Enabled ?? true;
            }

            if (call.OldOutputs.IsEmpty ? !string.IsNullOrEmpty(there.DefaultAuthenticationMethod) : inputs[ChannelRules.Method] is not null)
            {
                inputs[ChannelRules.Method] = MethodOf(there, inputs);
            }

            if (there.HasToken == false)
            {
                foreach (var member in rules.TokenSet)
                {
                    inputs.Remove(member); // whoever changed the channel took them out
                }
            }

            inputs[Defaults.Note] ??= new JsonArray();
            return Of(call, call.Id, inputs, there) with { Mark = call.OldOutputs.IsEmpty ? Mark(there.Version) : null }; // a refresh keeps the state's own
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <remarks>A channel is written, never made: whoever deletes it after another has written it would delete that one's.</remarks>
    public override async Task<string?> SparedAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        try
        {
            return call.Mark is { } known && (await calls.Get(call.Client(Regions.Of(call)), call.Id, cancellationToken)).Version is { } version
                && Mark(version) != known
                ? $"it was written since, by a later create or by hand: it has version {version}, and this state knows version {known}. "
                    + "Delete it by hand if it shall go." : null;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    public override async Task DeleteAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        try
        {
            await calls.Delete(call.Client(Regions.Of(call)), call.Id, cancellationToken);
        }
        catch (NotFoundException)
        {
            // gone already, or its app is
        }
    }

    private async Task<Stored> WriteAsync(ResourceCall call, string app, CancellationToken cancellationToken)
    {
        var (inputs, client) = (call.Inputs.Values, call.Client(Regions.Of(call)));
        var request = new JsonObject { ["enabled"] = inputs.Flag("enabled") ?? true };
        foreach (var member in rules.Sent(inputs))
        {
            request[member] = inputs.Text(member) ?? "";
        }

        var version = await calls.Update(client, app, ShapeMapping.ToWire(description.Inputs, request), cancellationToken);
        return Of(call, app, inputs, await calls.Get(client, app, cancellationToken)) with { Mark = Mark(version) };
    }

    private static Stored Of(ResourceCall call, string app, JsonObject inputs, ChannelFacts there) => new(app, inputs, new JsonObject
    {
        [ChannelRules.Method] = MethodOf(there, inputs),
        ["enabled"] = there.Enabled ?? true,
        ["region"] = Regions.Of(call),
    });

    // Letter case is the program's.
    private static string MethodOf(ChannelFacts there, JsonObject inputs) =>
        inputs.Text(ChannelRules.Method) is { } given && given.Equals(there.DefaultAuthenticationMethod, StringComparison.OrdinalIgnoreCase) ? given
            : there.DefaultAuthenticationMethod ?? "";

    private static string? Mark(int? version) => version?.ToString(CultureInfo.InvariantCulture);
}
