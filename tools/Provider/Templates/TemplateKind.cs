using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;
using Pinpush.Messages;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;

namespace Pinpush.Provider.Templates;

/// <summary><c>pinpoint:index:PushTemplate</c>; its id is its name. A create that finds its key takes over the template that is there.</summary>
internal sealed class TemplateKind(ProgramTemplates templates) : ResourceKind
{
    public override ResourceDescription Description => TemplateShape.PushTemplate;

    public override void Check(CheckCall call)
    {
        OwnTags.Check(call);
        if (call.New.Text("templateName") is { } name && !Json.IsUnknown(call.New["templateName"]))
        {
            templates.Add(name);
            if (Contract.TemplateRules.CheckName(name) is { } fault)
            {
                call.Fault("templateName", fault.Message);
            }
        }

        ContractRules.Check(
            call, Description.Inputs, Contract.WireJson.Default.PushNotificationTemplateRequest,
            ContractRules.IsKnown(call, "apns", "defaultMessage", "gcm", "defaultSubstitutions") ? ContentRules.Check : Contract.TemplateRules.Check,
            whole: "defaultMessage");
    }

    public override string KeyOf(ResourceCall call) => OwnTags.KeyOf(call.Urn, run: null);

    public override async Task PreviewCreateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        if (call.Connection is not null && !Json.IsUnknown(call.Inputs.Values["templateName"])
            && await FindAsync(call, cancellationToken) is { } there)
        {
            await TakeOver.TellAsync(call, $"template {there.TemplateName}", cancellationToken);
        }
    }

    public override async Task<Stored> CreateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        if (await FindAsync(call, cancellationToken) is { } there)
        {
            var mark = await TakeOver.BeginAsync(call, call.Client(), there.Arn, $"template {there.TemplateName}", cancellationToken);
            return await WriteAsync(call, there, cancellationToken) with { Mark = mark };
        }

        var (name, request) = (NameOf(call), Request(call.Inputs.Values));
        request.Tags = Tags(call);
        var made = await call.Client().CreatePushTemplateAsync(
            new CreatePushTemplateRequest { TemplateName = name, PushNotificationTemplateRequest = request }, cancellationToken);
        return Of(name, made.CreateTemplateMessageBody.Arn, call.Inputs.Values);
    }

    public override async Task<Stored?> ReadAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        if (await GetAsync(call, call.Id, cancellationToken) is not { } there)
        {
            return null;
        }

        var old = call.Inputs.Values;
        var inputs = ShapeMapping.FromWire(Description.Inputs, PinpointJson.Answer(there, PinpointJson.Default.PushNotificationTemplateResponse), old);
        inputs["templateName"] = there.TemplateName;
        OwnTags.Read(there.Tags, old, inputs);
        return Of(there.TemplateName, there.Arn, inputs) with { Mark = TakeOver.Read(call, there.Tags) };
    }

    public override async Task<string?> SparedAsync(ResourceCall call, CancellationToken cancellationToken) =>
        TakeOver.Spares(call, (await GetAsync(call, call.Id, cancellationToken))?.Tags);

    public override async Task<Stored> UpdateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var there = await GetAsync(call, call.Id, cancellationToken)
            ?? throw new RefusedException($"the template {call.Id} is gone. Run refresh, and then up makes a new one.");
        return await WriteAsync(call, there, cancellationToken);
    }

    public override async Task DeleteAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        try
        {
            await call.Client().DeletePushTemplateAsync(new DeletePushTemplateRequest { TemplateName = call.Id }, cancellationToken);
        }
        catch (NotFoundException)
        {
            // gone already
        }
    }

    /// <summary>The template of that name, if it is this resource's.</summary>
    /// <exception cref="RefusedException">It is somebody else's.</exception>
    private async Task<PushNotificationTemplateResponse?> FindAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var name = NameOf(call);
        var there = await GetAsync(call, name, cancellationToken);
        return there is null || there.Tags?.GetValueOrDefault(Contract.OwnTags.Key) == KeyOf(call) ? there
            : throw new RefusedException($"templateName: there is a template '{name}' already, which is not this resource's. "
                + $"Choose another name, or import it: pulumi import {Description.Token} {call.Name} {name}");
    }

    private static async Task<PushNotificationTemplateResponse?> GetAsync(ResourceCall call, string name, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await call.Client().GetPushTemplateAsync(new GetPushTemplateRequest { TemplateName = name }, cancellationToken);
            return answer.PushNotificationTemplateResponse;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    // A version of its own for each change: a campaign may name one, and what was sent can be looked up.
    private async Task<Stored> WriteAsync(ResourceCall call, PushNotificationTemplateResponse there, CancellationToken cancellationToken)
    {
        var (client, inputs, name) = (call.Client(), call.Inputs.Values, there.TemplateName);
        await OwnTags.WriteAsync(client, there.Arn, there.Tags, Tags(call), cancellationToken);
        var old = ShapeMapping.FromWire(Description.Inputs, PinpointJson.Answer(there, PinpointJson.Default.PushNotificationTemplateResponse), inputs);
        if (!Json.Same(ShapeMapping.ToWire(Description.Inputs, inputs), ShapeMapping.ToWire(Description.Inputs, old)))
        {
            await client.UpdatePushTemplateAsync(
                new UpdatePushTemplateRequest { TemplateName = name, CreateNewVersion = true, PushNotificationTemplateRequest = Over(there, Request(inputs)) },
                cancellationToken);
            var latest = new TemplateActiveVersionRequest { Version = "latest" };
            await client.UpdateTemplateActiveVersionAsync(
                new UpdateTemplateActiveVersionRequest { TemplateName = name, TemplateType = "push", TemplateActiveVersionRequest = latest },
                cancellationToken);
        }

        return Of(name, there.Arn, inputs);
    }

    private static string NameOf(ResourceCall call) => call.Inputs.Values.Text("templateName")!; // checked: required

    private Dictionary<string, string> Tags(ResourceCall call) => OwnTags.With(call.Inputs.Values, (Contract.OwnTags.Key, KeyOf(call)));

    private PushNotificationTemplateRequest Request(JsonObject inputs) =>
        PinpointJson.Request(ShapeMapping.ToWire(Description.Inputs, inputs), PinpointJson.Default.PushNotificationTemplateRequest);

    // What the program has no more is taken away: an update keeps what it leaves out.
    private static PushNotificationTemplateRequest Over(PushNotificationTemplateResponse there, PushNotificationTemplateRequest request)
    {
        request.APNS ??= there.APNS is null ? null : new();
        request.Default ??= there.Default is null ? null : new();
        request.GCM ??= there.GCM is null ? null : new();
        request.DefaultSubstitutions ??= there.DefaultSubstitutions is null ? null : "{}";
        request.TemplateDescription ??= there.TemplateDescription is null ? null : "";
        return request;
    }

    private static Stored Of(string name, string arn, JsonObject inputs) => new(name, inputs, new JsonObject { ["arn"] = arn });
}
