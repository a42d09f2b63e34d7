using Pinpush.Cli;

return await CommandLine.RunAsync(args, CommandHost.FromEnvironment());
