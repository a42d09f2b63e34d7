using System.Text.Json.Nodes;
using Amazon.Pinpoint.Model;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;

namespace Pinpush.Provider.Templates;

/// <summary><c>pinpoint:index:PushTemplate</c>; its id is its name. A create that finds its key takes over the template that is there.</summary>
internal sealed class TemplateKind : ResourceKind
{
    public override ResourceDescription Description => TemplateShape.PushTemplate;

    public override void Check(CheckCall call)
    {
        OwnTags.Check(call);
        if (call.New["apns"] is null && call.New["gcm"] is null && call.New["defaultMessage"] is null)
        {
            call.Fault("defaultMessage", "is missing, and so are apns and gcm: give at least one of them.");
        }
    }

    public override async Task<Stored> CreateAsync(ResourceCall call, CancellationToken cancellationToken)
    {
        var (name, key) = (call.Inputs.Values.Text("templateName")!, OwnTags.KeyOf(call.Urn, run: null)); // checked: required
        if (await GetAsync(call, name, cancellationToken) is { } there)
        {
            return there.Tags?.GetValueOrDefault(OwnTags.Key) == key
                ? await WriteAsync(call, there, cancellationToken)
                : throw new RefusedException($"templateName: there is a template '{name}' already, which is not this stack's. Choose another name, or import it: pulumi import {Description.Token} {call.Name} {name}");
        }

        var request = Request(call.Inputs.Values);
        request.Tags = OwnTags.With(call.Inputs.Values, (OwnTags.Key, key));
        var made = (await call.Client().CreatePushTemplateAsync(new CreatePushTemplateRequest { TemplateName = name, PushNotificationTemplateRequest = request }, cancellationToken)).CreateTemplateMessageBody;
        return Of(name, made.Arn, call.Inputs.Values);
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
        return Of(there.TemplateName, there.Arn, inputs);
    }

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

    private static async Task<PushNotificationTemplateResponse?> GetAsync(ResourceCall call, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await call.Client().GetPushTemplateAsync(new GetPushTemplateRequest { TemplateName = name }, cancellationToken)).PushNotificationTemplateResponse;
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
        await OwnTags.WriteAsync(client, there.Arn, there.Tags, OwnTags.With(inputs, (OwnTags.Key, OwnTags.KeyOf(call.Urn, run: null))), cancellationToken);
        var old = ShapeMapping.FromWire(Description.Inputs, PinpointJson.Answer(there, PinpointJson.Default.PushNotificationTemplateResponse), inputs);
        if (!Json.Same(ShapeMapping.ToWire(Description.Inputs, inputs), ShapeMapping.ToWire(Description.Inputs, old)))
        {
            await client.UpdatePushTemplateAsync(new UpdatePushTemplateRequest { TemplateName = name, CreateNewVersion = true, PushNotificationTemplateRequest = Request(inputs) }, cancellationToken);
            await client.UpdateTemplateActiveVersionAsync(
                new UpdateTemplateActiveVersionRequest { TemplateName = name, TemplateType = "push", TemplateActiveVersionRequest = new TemplateActiveVersionRequest { Version = "latest" } }, cancellationToken);
        }

        return Of(name, there.Arn, inputs);
    }

    private PushNotificationTemplateRequest Request(JsonObject inputs) =>
        PinpointJson.Request(ShapeMapping.ToWire(Description.Inputs, inputs), PinpointJson.Default.PushNotificationTemplateRequest);

    private static Stored Of(string name, string arn, JsonObject inputs) => new(name, inputs, new JsonObject { ["arn"] = arn });
}
