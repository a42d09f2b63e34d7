using Pinpush.Infra.Channels;
using Pinpush.Infra.Settings;
using Pulumi;
using Pulumi.Aws.Pinpoint;

namespace Pinpush.Infra;

/// <summary>The Pinpoint app with its channels.</summary>
internal sealed class PushApp
{
    public PushApp(StackSettings settings)
    {
        var options = OwnServer.Options(settings);
        App = new App(
            "app",
            new AppArgs
            {
                Name = settings.AppName,
                // by it the app is found again when the state was lost
                Tags = { ["pinpush:key"] = $"{Deployment.Instance.ProjectName}/{Deployment.Instance.StackName}/app" },
            },
            new CustomResourceOptions { Protect = settings.ProtectApp, Provider = options.Provider });
        var channels = ApnsChannels.Declare(Id, settings.Apns, options).Append(FcmChannel.Declare(Id, settings.Fcm, options)).ToArray();
        Sending = new CustomResourceOptions { DependsOn = channels };
    }

    public App App { get; }

    public Output<string> Id => App.ApplicationId;

    /// <summary>The options of whatever sends: the channels are set first.</summary>
    public CustomResourceOptions Sending { get; }
}
