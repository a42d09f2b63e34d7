using Pinpush.Plugin.Hosting;
using Pinpush.Provider;

// The build of Sdk asks for the typed classes; an engine never does.
if (args is ["sdk", var file])
{
    File.WriteAllText(file, SdkText.Of(new PinpointPlugin().Description));
    return 0;
}

return await PluginHost.RunAsync(args, new PinpointPlugin(), CancellationToken.None);
