using Pinpush.Server.Kernel;
using Pinpush.Contract;
using Pinpush.Messages;

namespace Pinpush.Server.Templates;

/// <summary>
/// Create, Get, Update, Delete, list, versions and active version of push templates. Where the service's documentation is silent:
/// a name that is taken is a 400, the one error of that call that fits; a new version is not made the active one;
/// the active version is not deleted, since another one would then be sent by surprise.
/// </summary>
internal static class TemplateRoutes
{
    public static TemplateStore Add(Parts parts)
    {
        var templates = parts.Keep(new TemplateStore(parts.Documents, parts.Account, parts.Time));
        parts.Tagged.Add("templates/*/PUSH",
            async (names, change, token) => await templates.TagAsync(names[0], change, token) is { } t ? new Tagged(t.Tags) : null);

        var routes = parts.Routes;
        routes.Map("CreatePushTemplate", WireJson.Default.PushNotificationTemplateRequest, ContentRules.Check, async (call, request, cancellationToken) =>
        {
            var name = call.Path["template-name"];
            if (TemplateRules.CheckName(name) is { } wrong)
            {
                return ApiAnswer.BadRequest([wrong]);
            }

            return await templates.AddAsync(name, call.Region, request, cancellationToken) is { } made
                ? ApiAnswer.Of(new CreateTemplateMessageBody { Arn = made.Arn, Message = "Created", RequestID = call.RequestId },
                    WireJson.Default.CreateTemplateMessageBody)
                : ApiAnswer.BadRequest($"There is a template '{name}' already; names are unique in the account. Update it, or choose another name.");
        });
        routes.Map("GetPushTemplate", call => templates.Get(call.Path["template-name"], call.One("version")) is { } template
            ? ApiAnswer.Of(template with { Tags = template.Tags ?? new Dictionary<string, string>() }, WireJson.Default.PushNotificationTemplateResponse)
            : NoTemplate(call, call.One("version")));
        routes.Map("UpdatePushTemplate", async (call, cancellationToken) =>
            templates.Find(call.Path["template-name"]) is not { } template ? NoTemplate(call, null)
            // set when the request is null
            : call.Read(WireJson.Default.PushNotificationTemplateRequest, update => CheckUpdate(templates, template, update), out var fault) is not { } request
                ? fault!
            : CheckUpdate(call, template, out var newVersion) is { } wrong ? ApiAnswer.BadRequest(wrong)
            : await templates.UpdateAsync(template.Name, request, newVersion, cancellationToken) is { } changed
            ? Done(call, $"Version {changed.Latest} is written.") : NoTemplate(call, null));
        routes.Map("DeletePushTemplate", async (call, cancellationToken) =>
        {
            var (name, version) = (call.Path["template-name"], call.One("version"));
            if (version is null)
            {
                return await templates.RemoveAsync(name, cancellationToken) is not null ? Done(call, "Deleted") : NoTemplate(call, null);
            }

            if (templates.Find(name) is not { } template || TemplateStore.Number(template, version) is not { } number)
            {
                return NoTemplate(call, version);
            }

            return await templates.RemoveAsync(name, number, cancellationToken) is not null ? Done(call, "Deleted")
                : ApiAnswer.BadRequest(
                    $"Version {version} of the template '{name}' is the active one. Make another one active first, or delete the template without naming a "
                        + "version.");
        });
        routes.Map("ListTemplates", call => call.One("template-type") is { Length: > 0 } type && Refusal(type) is { } refused ? refused
            : call.Page(templates.List(call.One("prefix")), t => t.Name, (page, next) => ApiAnswer.Listed(
                new TemplatesResponse
                {
                    Item = [.. page.Select(t => templates.Get(t.Name, null)).OfType<PushNotificationTemplateResponse>().Select(Active)],
                    NextToken = next,
                },
                WireJson.Default.TemplatesResponse)));
        routes.Map("ListTemplateVersions", call => Refusal(call.Path["template-type"]) is { } refused ? refused
            : templates.Find(call.Path["template-name"]) is not { } template ? NoTemplate(call, null)
            : call.Page(templates.Versions(template), v => v.Version, (page, next) => ApiAnswer.Listed(
                new TemplateVersionsResponse { Item = [.. page.Select(Version)], NextToken = next, RequestID = call.RequestId },
                WireJson.Default.TemplateVersionsResponse)));
        routes.Map("UpdateTemplateActiveVersion", async (call, cancellationToken) =>
        {
            if (Refusal(call.Path["template-type"]) is { } refused)
            {
                return refused;
            }

            if (call.Read(WireJson.Default.TemplateActiveVersionRequest, out var fault) is not { } request)
            {
                return fault!; // set when the request is null
            }

            if (templates.Find(call.Path["template-name"]) is not { } template)
            {
                return NoTemplate(call, null);
            }

            if ((request.Version == "latest" ? template.Latest : TemplateStore.Number(template, request.Version ?? "")) is not { } number)
            {
                return ApiAnswer.BadRequest(
                    [new("Version", $"Version '{request.Version}' is neither latest nor one of the versions {string.Join(", ", template.Versions)}.")]);
            }

            return await templates.ActivateAsync(template.Name, number, cancellationToken) is not null
                ? Done(call, $"Version {number} is active.") : NoTemplate(call, request.Version);
        });
        return templates;
    }

    private static IReadOnlyList<Fault> CheckUpdate(TemplateStore templates, StoredTemplate template, PushNotificationTemplateRequest update) =>
        [.. TagRules.CheckUpdate(template.Tags, update.Tags), .. ContentRules.Check(TemplateMerge.Apply(templates.Latest(template), update))];

    private static string? CheckUpdate(ApiCall call, StoredTemplate template, out bool newVersion)
    {
        var (asked, version) = (call.One("create-new-version"), call.One("version"));
        if (!bool.TryParse(asked ?? "false", out newVersion))
        {
            return $"create-new-version '{asked}' is neither true nor false.";
        }

        return version is null ? null
            : newVersion ? $"version {version} goes not together with create-new-version: a new version gets its number by itself."
            : TemplateStore.Number(template, version) == template.Latest ? null
            : $"version '{version}' is not {template.Latest}, the latest one; no other one can be changed. "
                + "Leave version out, or make a new one with create-new-version.";
    }

    // Paths have it in lower case, ARNs in upper: any case is taken.
    private static ApiAnswer? Refusal(string type)
    {
        var words = Enum.GetValues<TemplateType>().Select(t => t.Word()).ToList();
        return type.Equals(TemplateType.Push.Word(), StringComparison.OrdinalIgnoreCase) ? null
            : words.Contains(type, StringComparer.OrdinalIgnoreCase)
            ? ApiAnswer.NotServed($"Templates of the type {type} are not served, only those of the type PUSH.")
            : ApiAnswer.BadRequest($"The template type '{type}' is none of {string.Join(", ", words)}.");
    }

    private static TemplateResponse Active(PushNotificationTemplateResponse template) => new()
    {
        CreationDate = template.CreationDate,
        LastModifiedDate = template.LastModifiedDate,
        TemplateName = template.TemplateName,
        TemplateType = template.TemplateType,
        Version = template.Version,
    };

    private static TemplateVersionResponse Version(PushNotificationTemplateResponse version) => new()
    {
        CreationDate = version.CreationDate,
        DefaultSubstitutions = version.DefaultSubstitutions,
        LastModifiedDate = version.LastModifiedDate,
        TemplateDescription = version.TemplateDescription,
        TemplateName = version.TemplateName,
        TemplateType = version.TemplateType.Word(),
        Version = version.Version,
    };

    private static ApiAnswer Done(ApiCall call, string message) =>
        ApiAnswer.Of(new MessageBody { Message = message, RequestID = call.RequestId }, WireJson.Default.MessageBody);

    private static ApiAnswer NoTemplate(ApiCall call, string? version) => ApiAnswer.NoResource(
        $"there is no push template '{call.Path["template-name"]}'{(version is null ? "" : $" with a version {version}")}.");
}
