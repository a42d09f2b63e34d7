using System.CommandLine;
using Pinpush.PulumiCli.Deployment;
using Pinpush.PulumiCli.Display;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Programs;
using Pinpush.PulumiCli.Projects;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Commands;

/// <summary><c>preview</c>, <c>up</c>, <c>refresh</c> and <c>destroy</c>: show what would happen, ask, do it.</summary>
internal sealed class RunCommand : Command
{
    private readonly CommandHost host;
    private readonly Verb verb;
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Do it without asking" };
    private readonly Option<bool> skipPreview = new("--skip-preview", "-f") { Description = "Do it without a preview" };
    private readonly Option<bool> previewOnly = new("--preview-only") { Description = "Show what would happen, and do nothing" };
    private readonly Option<bool> diff = new("--diff") { Description = "Show each resource with what changes in it" };
    private readonly Option<bool> json = new("--json", "-j") { Description = "Print the preview as one JSON object" };
    private readonly Option<bool> refresh = new("--refresh", "-r") { Description = "Ask the providers first what became of the resources" };
    private readonly Option<int> parallel = new("--parallel", "-p")
    {
        Description = "How many steps may run at once. Default: four for each processor",
        HelpName = "N",
    };
    private readonly Option<bool> showSames = new("--show-sames") { Description = "Show unchanged resources, too" };
    private readonly Option<bool> showReplacementSteps = new("--show-replacement-steps") { Description = "Show creation and deletion of each replacement" };
    private readonly Option<bool> suppressOutputs = new("--suppress-outputs") { Description = "Show no stack outputs" };
    private readonly Option<bool> suppressProgress = new("--suppress-progress") { Description = "Show no running progress, only lines" };
    private readonly Option<bool> expectNoChanges = new("--expect-no-changes") { Description = "Fail when anything changes" };
    private readonly Option<bool> remove = new("--remove") { Description = "Remove the stack and its configuration afterwards" };
    private readonly Option<string[]> target = new("--target", "-t") { Description = "Only this resource: a URN, or a pattern with *", HelpName = "URN" };
    private readonly Option<bool> targetDependents = new("--target-dependents") { Description = "Also what depends on a target" };
    private readonly Option<string[]> replace = new("--replace") { Description = "Replace this resource, whatever its inputs", HelpName = "URN" };
    private readonly Option<string[]> targetReplace = new("--target-replace") { Description = "--target and --replace in one", HelpName = "URN" };
    private readonly Option<bool> clearPending = new("--clear-pending-creates")
    {
        Description = "Clear what a former run left open (every refresh here does)",
    };
    private readonly Option<string?> message = new("--message", "-m") { Description = "Note for the history", HelpName = "TEXT" };

    public RunCommand(CommandHost host, Verb verb)
        : base(NameOf(verb), DescriptionOf(verb))
    {
        (this.host, this.verb) = (host, verb);
        Option[] all = [diff, refresh, parallel, showSames, showReplacementSteps, suppressOutputs, suppressProgress, expectNoChanges, message, target];
        Option[] own = verb switch
        {
            Verb.Preview => [json, targetDependents, replace, targetReplace],
            Verb.Up => [yes, skipPreview, previewOnly, targetDependents, replace, targetReplace],
            Verb.Refresh => [yes, skipPreview, previewOnly, clearPending],
            _ => [yes, skipPreview, previewOnly, remove, targetDependents],
        };
        foreach (var option in all.Concat(own))
        {
            Add(option);
        }

        if (verb == Verb.Preview)
        {
            Aliases.Add("pre");
        }
        else if (verb == Verb.Up)
        {
            Aliases.Add("update");
        }
        else if (verb == Verb.Destroy)
        {
            Aliases.Add("down");
        }

        SetAction(RunAsync);
    }

    internal enum Verb
    {
        Preview,
        Up,
        Refresh,
        Destroy,
    }

    private RunKind Kind => verb switch { Verb.Refresh => RunKind.Refresh, Verb.Destroy => RunKind.Destroy, _ => RunKind.Update };

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var host = this.host.With(parsed);
        var previewOnly = verb == Verb.Preview || parsed.GetValue(this.previewOnly);
        if (!previewOnly && !host.Interactive && !parsed.GetValue(yes) && !parsed.GetValue(skipPreview))
        {
            throw new Failure("--yes or --skip-preview or --preview-only must be passed in to proceed: nobody can be asked here.", ExitCode.NotConfirmed);
        }

        using var session = this.host.Open(parsed);
        using var held = previewOnly ? null : session.Lock(); // whoever changes nothing needs no lock, and may look while another one works
        if (!previewOnly)
        {
            await session.RequireSaltAsync(cancellationToken);
            session.Secrets.Check(); // a wrong passphrase must not be found out in the middle of the run
        }

        var start = session.Read();
        Sound(start);
        var config = StackConfig.Resolve(session.Project, session.File, session.Stack, session.Secrets);
        var assembly = Kind == RunKind.Update ? await ProgramLaunch.BuildAsync(host, session.Project, cancellationToken) : null;
        var deployer = new Deployer(host, session.Project, assembly, session.Stack, config, session.OutputsOf, session.Write);
        var parallelism = parsed.GetValue(parallel) is > 0 and var asked ? asked : 4 * Environment.ProcessorCount;
        var refreshFirst = parsed.GetValue(refresh) || (session.Project.RefreshAlways && verb != Verb.Refresh);
        var targets = TargetsOf(parsed);
        if (previewOnly || !parsed.GetValue(skipPreview))
        {
            var plan = new EventLog(View(parsed, host, config));
            var (planned, _) = await deployer.RunAsync(Kind, targets, preview: true, refreshFirst, parallelism, start, plan, cancellationToken);
            if (!planned.Succeeded || previewOnly)
            {
                return Judge(parsed, planned, "proposed");
            }

            if (!parsed.GetValue(yes) && !Confirmed(parsed, host, session.Stack, plan, planned.Warnings))
            {
                host.Error.WriteLine("Declined: nothing was done.");
                return ExitCode.Failed;
            }
        }

        var began = host.Time.GetUtcNow();
        var (result, state) = await deployer.RunAsync(
            Kind, targets, preview: false, refreshFirst, parallelism, start, View(parsed, host, config), cancellationToken);
        History.Add(session, Name == "up" ? "update" : Name, parsed.GetValue(message) ?? "", began, host.Time.GetUtcNow(), result);
        if (result.Succeeded && parsed.GetValue(remove) && state.Resources.IsEmpty)
        {
            session.Backend.Remove(session.Project.Name, session.Stack);
            File.Delete(session.File.Path);
        }

        return Judge(parsed, result, "made");
    }

    private int Judge(ParseResult parsed, RunResult result, string what)
    {
        if (result.Succeeded && parsed.GetValue(expectNoChanges) && result.HasChanges)
        {
            throw new Failure($"no changes were expected for {Name} but changes were {what}", ExitCode.Changes);
        }

        return result.Succeeded ? ExitCode.Done : ExitCode.Failed;
    }

    private Targets TargetsOf(ParseResult parsed)
    {
        string[] Of(Option<string[]> option) => parsed.GetResult(option) is null ? [] : parsed.GetValue(option) ?? [];
        return new([.. Of(target), .. Of(targetReplace)], parsed.GetValue(targetDependents), [.. Of(replace), .. Of(targetReplace)]);
    }

    private DisplayOptions OptionsOf(ParseResult parsed) => new(parsed.GetValue(diff), verb == Verb.Preview && parsed.GetValue(json),
        parsed.GetValue(showSames), parsed.GetValue(showReplacementSteps), parsed.GetValue(suppressOutputs));

    private IRunEvents View(ParseResult parsed, CommandHost host, StackConfig config)
    {
        var options = OptionsOf(parsed);
        return options.Json ? new JsonView(host.Output, options, config)
            : options.Diff ? new DiffView(host.Output, options)
            : host.Interactive && !parsed.GetValue(suppressProgress) ? new TableView(host.Output, options, host.Time)
            : new ProgressView(host.Output, options);
    }

    // What is warned of stands once more where the answer is given: the outputs may be long.
    private bool Confirmed(ParseResult parsed, CommandHost host, string stack, EventLog plan, IReadOnlyCollection<Diagnostic> warnings)
    {
        while (true)
        {
            host.Error.WriteLine();
            host.Error.Write(string.Concat(warnings.Select(w => $"{DiagnosticText.One(w)}\n")));
            switch (host.Ask($"Shall this be done to stack {stack}? Type yes, no or details: ", hidden: false)?.Trim())
            {
                case "yes" or "y":
                    return true;
                case "details" or "d":
                    plan.Show(new DiffView(host.Output, OptionsOf(parsed)));
                    break;
                default:
                    return false;
            }
        }
    }

    // A state that contradicts itself would only get worse.
    private static void Sound(Snapshot start)
    {
        if (start.Faults().FirstOrDefault() is { } fault)
        {
            throw new Failure($"The state contradicts itself: {fault} Export it, correct it and import it again: stack export, stack import.");
        }
    }

    private static string NameOf(Verb verb) => verb switch { Verb.Preview => "preview", Verb.Up => "up", Verb.Refresh => "refresh", _ => "destroy" };

    private static string DescriptionOf(Verb verb) => verb switch
    {
        Verb.Preview => "Show what an update would change",
        Verb.Up => "Create, change and delete resources until they are as the program says",
        Verb.Refresh => "Take into the state what became of the resources outside of it",
        _ => "Delete all resources of the stack",
    };
}
