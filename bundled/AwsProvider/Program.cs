using Pinpush.AwsProvider;
using Pinpush.Plugin.Hosting;

return await PluginHost.RunAsync(args, new AwsPlugin(), CancellationToken.None);
