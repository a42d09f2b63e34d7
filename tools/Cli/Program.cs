using Pinpush.Cli;
using Pinpush.Cli.Commands;

return await CommandLine.RunAsync(args, CommandHost.FromEnvironment());
