using Pinpush.PulumiCli;
using Pinpush.PulumiCli.Commands;

return await CommandLine.RunAsync(args, CommandHost.OfProcess());
