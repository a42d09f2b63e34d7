using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;

namespace Pinpush.AwsProvider.Channels;

/// <summary>A push channel; its id is the application id. Credentials go to the API and never come back: the state is the one place that has them.</summary>
/// <param name="sets">The sets of credentials, each complete in itself; one has to be there.</param>
/// <param name="tokenSet">The members that the API's answer tells about (see <see cref="ChannelFacts.HasToken"/>).</param>
internal sealed class ChannelKind(ResourceDescription description, ChannelCalls calls, string[][] sets, string[] tokenSet) : ResourceKind
{
    public override ResourceDescription Description => description;

    /// <summary>A half set of credentials is told before anything is applied; the official plugin tells it in the middle.</summary>
    public override void Check(CheckCall call)
    {
        if (sets.Any(set => set.All(m => call.New[m] is not null)))
        {
            return;
        }

        var begun = sets.FirstOrDefault(set => set.Any(m => call.New[m] is not null));
        var choices = string.Join(" or ", sets.Select(s => $"[{string.Join(", ", s)}]"));
        call.Fault((begun ?? sets[^1]).First(m => call.New[m] is null), begun is null
            ? $"At least one set of credentials is required; either {choices}."
            : $"The credentials are not complete: {string.Join(", ", begun.Where(m => call.New[m] is null))} is missing. Give all of {choices}.");
    }

    public override Task<Plan> PlanAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var plan = PlanOf(call);
        var (changes, replaces) = (plan.Changes.ToList(), plan.Replaces.ToHashSet());
        changes.RemoveAll(c => c.Path == "enabled" && (call.OldInputs.Values.Flag("enabled") ?? true) == (call.Inputs.Values.Flag("enabled") ?? true)
            && !Json.IsUnknown(call.Inputs.Values["enabled"]));
        Regions.Compare(call, changes, replaces);
        return Task.FromResult(new Plan(changes, replaces));
    }

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

            if (inputs.Text("defaultAuthenticationMethod") is { } method
                && !method.Equals(there.DefaultAuthenticationMethod, StringComparison.OrdinalIgnoreCase))
            {
                inputs["defaultAuthenticationMethod"] = there.DefaultAuthenticationMethod;
            }

            if (there.HasToken == false)
            {
                foreach (var member in tokenSet)
                {
                    inputs.Remove(member); // whoever changed the channel took them out
                }
            }

            return Of(call, call.Id, inputs, call.OldOutputs.IsEmpty ? there.Version : null); // a refresh keeps the state's own mark
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
                && version.ToString(CultureInfo.InvariantCulture) != known
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
        var inputs = call.Inputs.Values;
        var request = ShapeMapping.ToWire(description.Inputs, inputs);
        request["Enabled"] = inputs.Flag("enabled") ?? true;
        return Of(call, app, inputs, await calls.Update(call.Client(Regions.Of(call)), app, request, cancellationToken));
    }

    private static Stored Of(ResourceCall call, string app, JsonObject inputs, int? version) =>
        new(app, inputs, new JsonObject { ["enabled"] = inputs.Flag("enabled") ?? true, ["region"] = Regions.Of(call) })
        {
            Mark = version?.ToString(CultureInfo.InvariantCulture),
        };
}
