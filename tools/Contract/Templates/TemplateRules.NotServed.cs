using System.Text.RegularExpressions;

namespace Pinpush.Contract;

public static partial class TemplateRules
{
    private static IReadOnlyList<Fault> NotServed(PushNotificationTemplateRequest request) => Fault.Found(
    [
        request.ADM.IsAsked() ? Fault.NotServed("ADM", ": this channel is not served; leave it out.") : null,
        request.Baidu.IsAsked() ? Fault.NotServed("Baidu", ": this channel is not served; leave it out.") : null,
        !string.IsNullOrEmpty(request.RecommenderId) ? Fault.NotServed("RecommenderId", ": recommendations are not served; leave it out.") : null,
        .. Texts(request).Where(t => Helper().IsMatch(t.Text)).Select(t => Fault.NotServed(
            t.Member, ": only variables such as {{User.UserId}} are served, no helpers and no conditions.")),
    ]);

    private static Fault? NotServed(TemplateConfiguration? configuration) =>
        (configuration?.EmailTemplate ?? configuration?.SMSTemplate ?? configuration?.VoiceTemplate ?? configuration?.InAppTemplate) is null ? null
        : Fault.NotServed("TemplateConfiguration", ": only PushTemplate is served; leave the others out.");

    // {{#if x}}, {{/if}}, {{else}}, {{> partial}}, {{{raw}}}, {{upper User.UserId}}
    [GeneratedRegex(@"\{\{\s*([#/>&!{^]|else\b|\w+\s+[^\s}])")]
    private static partial Regex Helper();
}
