using Pinpush.Pinpoint;
using Pinpush.Pinpoint.Inputs;
using Pulumi;

namespace Pinpush.Infra.Templates;

/// <summary>What lapsed customers are told. Its name has the stack's: templates belong to the account, and environments may share one.</summary>
internal static class WelcomeBackTemplate
{
    public static PushTemplate Declare() => new("welcome-back-template", new PushTemplateArgs
    {
        TemplateName = $"welcome-back-{Deployment.Instance.StackName}",
        TemplateDescription = "For whoever has not opened the app for a month",
        DefaultMessage = new DefaultPushTemplateArgs
        {
            Title = "We miss you, {{User.UserAttributes.FirstName}}",
            Body = "Your basket is still there, and so is {{Attributes.lastViewed}}.",
            Action = "OPEN_APP",
        },
        DefaultSubstitutions =
        {
            ["User.UserAttributes.FirstName"] = "friend",
            ["Attributes.lastViewed"] = "all that you liked",
        },
    });
}
