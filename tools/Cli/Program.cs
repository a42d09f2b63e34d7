using System.CommandLine;

return await new RootCommand("Push notifications").Parse(args).InvokeAsync();
