using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;
using Pinpush.AwsProvider.Tagging;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;

namespace Pinpush.AwsProvider.Apps;

/// <summary><c>aws:pinpoint/app:App</c>; its id is the application id.</summary>
/// <remarks>
/// As the official plugin, and beyond it: an app with endpoints is replaced only on purpose, one with a key is made once (<see cref="AppAdoption"/>), and an
/// update that was refused is not taken for done. Source: terraform-provider-aws, internal/service/pinpoint/app.go, behind pulumi-terraform-bridge 3.120.
/// </remarks>
internal sealed class AppKind(ProviderTags tags) : ResourceKind
{
    /// <summary>Characters of a name behind its prefix.</summary>
    private const int SuffixLength = 26;

    public override ResourceDescription Description => AppShape.App;

    /// <summary>A name that the program takes out stays: another one would be a new app without devices.</summary>
    public override void Check(CheckCall call)
    {
        var now = call.New;
        if (now["name"] is not null && now["namePrefix"] is not null)
        {
            call.Fault("name", "\"name\": conflicts with namePrefix; give one of them.");
        }

        if (now.Inner("tags")?[Contract.OwnTags.Mark] is not null)
        {
            call.Fault(PropertyPath.Member("tags", Contract.OwnTags.Mark), "is set by the provider itself; choose another name.");
        }

        var name = now["namePrefix"] is not null ? null : call.Old.Values.Text("name") ?? call.Naming.Name(call.Name);
        if (name is null && now["name"] is null && now["namePrefix"] is null)
        {
            call.Fault("name", "is missing, and automatic names are switched off: give a name or a namePrefix.");
        }

        Defaults.Give(now, name is null ? [] : [new("name", name)]);
        ContractRules.Check(
            call, AppShape.App.Inputs, Contract.WireJson.Default.CreateApplicationRequest, Contract.AppRules.Check,
            complete: wire => wire["Name"] ??= now.Text("namePrefix")); // which it begins with
        ContractRules.Check(call, AppShape.Settings, Contract.WireJson.Default.WriteApplicationSettingsRequest, Contract.AppRules.Check);
    }

    /// <summary>A block of settings that the program does not have is to be taken away. A move to another region is a new app.</summary>
    /// <exception cref="RefusedException">The change needs a new app, and the old one has endpoints that nobody said may go.</exception>
    public override async Task<Plan> PlanAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var (inputs, state) = (call.Inputs.Values, call.OldOutputs.Values);
        var changes = Given.Changes(AppShape.App.Inputs, call);
        changes.RemoveAll(c => c is { Path: "name" or "namePrefix", Kind: ChangeKind.Delete }); // one that is not given is the one that there is
        var replaces = changes.Select(c => c.Top).Where(t => t is "name" or "namePrefix").ToHashSet();
        Regions.Compare(call, changes, replaces);
        if (call.Connection is not null && state.Inner("tagsAll") is { } tagged && !Json.HasUnknown(inputs["tags"]))
        {
            var all = ProviderTags.Json(tags.Managed(tags.All(inputs.Inner("tags"))));
            changes.AddRange(Given.Changes(new JsonObject { ["tagsAll"] = tagged.DeepClone() }, new JsonObject { ["tagsAll"] = all }));
        }

        if (replaces.Count > 0 && call.Connection is not null && inputs.Inner("tags").Text(Contract.OwnTags.LoseEndpoints) != Contract.OwnTags.Yes
            && await call.Client(state.Text("region")).AudienceAsync(call.Id, segment: null, cancellationToken) is { Total: > 0 and var lost })
        {
            throw new RefusedException(
                $"{string.Join(", ", replaces.Order(StringComparer.Ordinal))}: this needs a new app, and the app {call.Id} would be deleted with its {lost:N0} "
                + $"endpoints, which nothing brings back. Take the change back, or give the app the tag \"{Contract.OwnTags.LoseEndpoints}\": "
                + $"\"{Contract.OwnTags.Yes}\" to have it so.");
        }

        // As the official plugin does: a name of the program's choice is free again before the new app comes.
        var plan = new Plan(changes, replaces);
        return replaces.Count > 0 && inputs["name"] is not null && !Defaults.Has(inputs, "name") ? plan with { DeleteFirst = true } : plan;
    }

    public override async Task PreviewCreateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        if (call.Connection is not null && !Json.HasUnknown(call.Inputs.Values["tags"]) && await FindAsync(call, cancellationToken) is { } known)
        {
            await TakeOver.TellAsync(call, $"app {known.Id}", cancellationToken);
        }
    }

    public override JsonObject Foreseen(ResourceCall call)
    {
        var own = call.Inputs.Values["tags"];
        var foreseen = Given.Complete(AppShape.Settings, call.Inputs.Values);
        foreseen["tagsAll"] = call.Connection is null || Json.HasUnknown(own) ? PropertyBag.Unknown
            : ProviderTags.Json(tags.Managed(tags.All(own as JsonObject)));
        return foreseen;
    }

    public override async Task<Stored> CreateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var inputs = call.Inputs.Values;
        var name = inputs.Text("name") ?? inputs.Text("namePrefix") + Guid.NewGuid().ToString("N")[..SuffixLength];
        var all = tags.All(inputs.Inner("tags"));
        var client = call.Client(inputs.Text("region"));
        var known = await FindAsync(call, cancellationToken);
        var mark = known is null ? null : await TakeOver.BeginAsync(call, client, known.Arn, $"app {known.Id}", cancellationToken);
        var request = new CreateApplicationRequest { Name = name, Tags = all.Count > 0 ? all : null };
        var app = known ?? (await client.CreateAppAsync(new CreateAppRequest { CreateApplicationRequest = request }, cancellationToken)).ApplicationResponse;
        var facts = new AppFacts(app.Id, app.Arn, app.Name, [], app.Tags ?? []);
        try
        {
            if (known is not null)
            {
                facts = await AppCalls.ReadAsync(client, app.Id, cancellationToken);
                await AppCalls.WriteTagsAsync(client, app.Arn, tags.Managed(facts.Tags), all, cancellationToken);
            }

            await AppCalls.WriteSettingsAsync(client, app.Id, SettingsJson.Request(facts.Settings, inputs), cancellationToken);
            return Of(await AppCalls.ReadAsync(client, app.Id, cancellationToken), inputs, call) with { Mark = mark };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new HalfMadeException(Of(facts, inputs, call) with { Mark = mark }, e); // the app is there: it must not be forgotten
        }
    }

    public override async Task<Stored?> ReadAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var old = call.Inputs.Values;
        try
        {
            var there = await AppCalls.ReadAsync(call.Client(old.Text("region") ?? call.OldOutputs.Values.Text("region")), call.Id, cancellationToken);
            var inputs = AppInputs.Of(there, old, isImport: call.OldOutputs.IsEmpty);
            if (tags.Own(tags.Managed(there.Tags), old.Inner("tags")) is var own && (own.Count > 0 || old["tags"] is not null))
            {
                inputs["tags"] = own;
            }

            return Of(there, inputs, call) with { Mark = TakeOver.Read(call, there.Tags) };
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    public override async Task<string?> SparedAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        try
        {
            var app = await call.Client(call.OldOutputs.Values.Text("region")).GetAppAsync(new GetAppRequest { ApplicationId = call.Id }, cancellationToken);
            return TakeOver.Spares(call, app.ApplicationResponse.Tags);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    public override async Task<string?> LossAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var state = call.OldOutputs.Values;
        return await call.Client(state.Text("region")).AudienceAsync(call.Id, segment: null, cancellationToken) is { Total: > 0 and var lost }
            ? $"App {state.Text("name")} is deleted with its {Contract.AudienceSize.Devices(lost)}, which nothing brings back." : null;
    }

    /// <summary>Tags before settings, each only where it differs from the state.</summary>
    public override async Task<Stored> UpdateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var (inputs, state) = (call.Inputs.Values, call.OldOutputs.Values);
        var client = call.Client(inputs.Text("region"));
        var arn = state.Text("arn")!; // every state has it
        await AppCalls.WriteTagsAsync(
            client, arn, ProviderTags.Of(state.Inner("tagsAll")), tags.Managed(tags.All(inputs.Inner("tags"))), cancellationToken);
        if (SettingsJson.Request(state, inputs) is var request && !request.IsEmpty())
        {
            await AppCalls.WriteSettingsAsync(client, call.Id, request, cancellationToken);
        }

        return Of(await AppCalls.ReadAsync(client, call.Id, cancellationToken), inputs, call);
    }

    public override async Task DeleteAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        try
        {
            await call.Client(call.OldOutputs.Values.Text("region")).DeleteAppAsync(new DeleteAppRequest { ApplicationId = call.Id }, cancellationToken);
        }
        catch (NotFoundException)
        {
            // gone already
        }
    }

    private Task<ApplicationResponse?> FindAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var inputs = call.Inputs.Values;
        return AppAdoption.FindAsync(
            call.Client(inputs.Text("region")), Defaults.Has(inputs, "name") ? null : inputs.Text("name"), tags.All(inputs.Inner("tags")), cancellationToken);
    }

    private Stored Of(AppFacts app, JsonObject inputs, ResourceCall call)
    {
        var outputs = Given.Complete(AppShape.Settings, app.Settings);
        outputs["applicationId"] = app.Id;
        outputs["arn"] = app.Arn;
        outputs["name"] = app.Name;
        outputs["namePrefix"] = PrefixOf(app.Name);
        outputs["region"] = Regions.Of(call);
        outputs["tagsAll"] = ProviderTags.Json(tags.Managed(app.Tags));
        return new(app.Id, inputs, outputs);
    }

    private static string PrefixOf(string name) =>
        name.Length >= SuffixLength && name[^SuffixLength..].All(char.IsAsciiHexDigit) ? name[..^SuffixLength] : "";
}
