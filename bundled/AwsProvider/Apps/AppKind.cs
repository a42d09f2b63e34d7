using System.Text.Json.Nodes;
using Amazon.Pinpoint;
using Amazon.Pinpoint.Model;
using Pinpush.AwsProvider.Tagging;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;

namespace Pinpush.AwsProvider.Apps;

/// <summary><c>aws:pinpoint/app:App</c>; its id is the application id.</summary>
internal sealed class AppKind(ProviderTags tags) : ResourceKind
{
    /// <summary>Notes of the official plugin: which inputs it made up. Kept in its form, so that either plugin goes on where the other stopped.</summary>
    private const string Defaults = "__defaults";

    public override ResourceDescription Description => AppShape.App;

    public override void Check(CheckCall call)
    {
        var (now, old) = (call.New, call.Old.Values);
        if (now["name"] is not null && now["namePrefix"] is not null)
        {
            call.Fault("name", "\"name\": conflicts with namePrefix; give one of them.");
        }

        if (now.Inner("tags")?[Contract.OwnTags.Mark] is not null)
        {
            call.Fault(PropertyPath.Member("tags", Contract.OwnTags.Mark), "is set by the provider itself; choose another name.");
        }

        var made = false;
        if (now["name"] is null && now["namePrefix"] is null)
        {
            var before = IsMadeUp(old) ? old.Text("name") : null;
            if ((before ?? call.Naming.Name(call.Name)) is { } name)
            {
                (now["name"], made) = (name, true);
            }
            else
            {
                call.Fault("name", "is missing, and automatic names are switched off: give a name or a namePrefix.");
            }
        }

        now[Defaults] = made ? new JsonArray("name") : new JsonArray();
    }

    /// <summary>
    /// A block of settings that the program does not have is left as it is; so removing one is no change. A move to another region is a new app.
    /// </summary>
    /// <exception cref="RefusedException">The change needs a new app, and the old one has endpoints that nobody said may go.</exception>
    public override async Task<Plan> PlanAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var plan = PlanOf(call);
        var changes = plan.Changes.Where(c => !(c.Kind == ChangeKind.Delete && AppShape.Settings.Members.Any(m => m.Name == c.Path))).ToList();
        var replaces = plan.Replaces.ToHashSet();
        Regions.Compare(call, changes, replaces);
        var tagged = call.OldOutputs.Values.Inner("tagsAll");
        if (call.Connection is not null && tagged is not null && !Json.HasUnknown(call.Inputs.Values["tags"]) && changes.All(c => c.Top != "tags")
            && !Json.Same(tagged, ProviderTags.Json(tags.All(call.Inputs.Values.Inner("tags")))))
        {
            changes.Add(new("tagsAll", "tagsAll", ChangeKind.Update)); // the provider's own tags changed
        }

        if (replaces.Count > 0 && call.Connection is not null && call.Inputs.Values.Inner("tags").Text(Contract.OwnTags.LoseEndpoints) != Contract.OwnTags.Yes
            && await call.Client(call.OldOutputs.Values.Text("region")).AudienceAsync(call.Id, segment: null, cancellationToken) is { Total: > 0 and var lost })
        {
            throw new RefusedException(
                $"{string.Join(", ", replaces.Order(StringComparer.Ordinal))}: this needs a new app, and the app {call.Id} would be deleted with its {lost:N0} "
                + $"endpoints, which nothing brings back. Take the change back, or give the app the tag \"{Contract.OwnTags.LoseEndpoints}\": "
                + $"\"{Contract.OwnTags.Yes}\" to have it so.");
        }

        // As the official plugin does: a name of the program's choice is free again before the new app comes.
        plan = new Plan(changes, replaces);
        return replaces.Contains("name") && !IsMadeUp(call.Inputs.Values) ? plan with { DeleteFirst = true } : plan;
    }

    public override async Task PreviewCreateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        if (call.Connection is not null && !Json.HasUnknown(call.Inputs.Values["tags"]) && await FindAsync(call, cancellationToken) is { } known)
        {
            await TakeOver.TellAsync(call, $"app {known.Id}", cancellationToken);
        }
    }

    public override async Task<Stored> CreateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var inputs = call.Inputs.Values;
        var name = inputs.Text("name") ?? inputs.Text("namePrefix") + Guid.NewGuid().ToString("N")[..26];
        var all = tags.All(inputs.Inner("tags"));
        var client = call.Client(inputs.Text("region"));
        var known = await FindAsync(call, cancellationToken);
        var mark = known is null ? null : await TakeOver.BeginAsync(call, client, known.Arn, $"app {known.Id}", cancellationToken);
        var request = new CreateApplicationRequest { Name = name, Tags = all.Count > 0 ? all : null };
        var app = known ?? (await client.CreateAppAsync(new CreateAppRequest { CreateApplicationRequest = request }, cancellationToken)).ApplicationResponse;
        var stored = Of(app, inputs, call) with { Mark = mark };
        try
        {
            if (known is not null)
            {
                await WriteTagsAsync(client, app, inputs, cancellationToken);
            }

            await WriteSettingsAsync(client, app.Id, inputs, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new HalfMadeException(stored, e); // the app is there: it must not be forgotten
        }

        return stored;
    }

    public override async Task<Stored?> ReadAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var old = call.Inputs.Values;
        var client = call.Client(old.Text("region") ?? call.OldOutputs.Values.Text("region"));
        try
        {
            var app = await GetAsync(call, cancellationToken);
            var settings = (await client.GetApplicationSettingsAsync(new GetApplicationSettingsRequest { ApplicationId = call.Id },
                cancellationToken)).ApplicationSettingsResource;
            var inputs = ShapeMapping.FromWire(AppShape.Settings, SettingsJson.Of(settings), old);
            if (call.OldOutputs.Values.Count > 0)
            {
                foreach (var block in AppShape.Settings.Members.Where(m => old[m.Name] is null))
                {
                    inputs.Remove(block.Name); // not the program's affair
                }
            }

            foreach (var (key, value) in old.Where(p => p.Key is "namePrefix" or "region" or Defaults))
            {
                inputs[key] = value?.DeepClone();
            }

            if (old["namePrefix"] is null)
            {
                inputs["name"] = app.Name;
            }

            inputs[Defaults] ??= new JsonArray();
            if (tags.Own(tags.Managed(app.Tags), old.Inner("tags")) is var own && (own.Count > 0 || old["tags"] is not null))
            {
                inputs["tags"] = own;
            }

            return Of(app, inputs, call) with { Mark = TakeOver.Read(call, app.Tags) };
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
            return TakeOver.Spares(call, (await GetAsync(call, cancellationToken)).Tags);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    public override async Task<Stored> UpdateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var inputs = call.Inputs.Values;
        var client = call.Client(inputs.Text("region"));
        var app = await GetAsync(call, cancellationToken);
        await WriteTagsAsync(client, app, inputs, cancellationToken);
        await WriteSettingsAsync(client, call.Id, inputs, cancellationToken);
        return Of(app, inputs, call);
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
            call.Client(inputs.Text("region")), IsMadeUp(inputs) ? null : inputs.Text("name"), tags.All(inputs.Inner("tags")), cancellationToken);
    }

    private static async Task<ApplicationResponse> GetAsync(ResourceCall call, CancellationToken cancellationToken) => (await call
        .Client(call.Inputs.Values.Text("region") ?? call.OldOutputs.Values.Text("region"))
        .GetAppAsync(new GetAppRequest { ApplicationId = call.Id }, cancellationToken)).ApplicationResponse;

    private static bool IsMadeUp(JsonObject inputs) => inputs[Defaults] is JsonArray defaults && defaults.Any(d => d?.ToString() == "name");

    private async Task WriteTagsAsync(AmazonPinpointClient client, ApplicationResponse app, JsonObject inputs, CancellationToken cancellationToken)
    {
        var (there, wanted) = (tags.Managed(app.Tags), tags.All(inputs.Inner("tags")));
        if (there.Keys.Except(wanted.Keys).ToList() is { Count: > 0 } gone)
        {
            await client.UntagResourceAsync(new UntagResourceRequest { ResourceArn = app.Arn, TagKeys = gone }, cancellationToken);
        }

        if (wanted.Where(t => !(there.TryGetValue(t.Key, out var value) && value == t.Value)).ToDictionary() is { Count: > 0 } changed)
        {
            await client.TagResourceAsync(new TagResourceRequest { ResourceArn = app.Arn, TagsModel = new TagsModel { Tags = changed } }, cancellationToken);
        }
    }

    private static async Task WriteSettingsAsync(AmazonPinpointClient client, string app, JsonObject inputs, CancellationToken cancellationToken)
    {
        if (SettingsJson.Request(inputs) is { } request)
        {
            await client.UpdateApplicationSettingsAsync(new UpdateApplicationSettingsRequest { ApplicationId = app, WriteApplicationSettingsRequest = request },
                cancellationToken);
        }
    }

    private Stored Of(ApplicationResponse app, JsonObject inputs, ResourceCall call) => new(app.Id, inputs, new JsonObject
    {
        ["applicationId"] = app.Id,
        ["arn"] = app.Arn,
        ["name"] = app.Name,
        ["region"] = Regions.Of(call),
        ["tagsAll"] = ProviderTags.Json(tags.All(inputs.Inner("tags"))),
    });
}
