using System.Collections.Immutable;
using System.CommandLine;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Commands;

/// <summary>Changes of what is recorded; no provider is called, and nothing of what exists changes.</summary>
internal sealed class StateCommand : Command
{
    private readonly CommandHost host;
    private readonly Argument<string[]> urns = new("urn") { Description = "URNs, as stack export shows them", Arity = ArgumentArity.ZeroOrMore };
    private readonly Argument<string> one = new("urn") { Description = "A URN, as stack export shows it" };
    private readonly Argument<string> newName = new("name") { Description = "The new name" };
    private readonly Option<bool> all = new("--all") { Description = "All resources" };
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Do it without asking" };
    private readonly Option<bool> force = new("--force") { Description = "Also one that is protected" };
    private readonly Option<bool> dependents = new("--target-dependents") { Description = "Also what depends on it" };

    public StateCommand(CommandHost host)
        : base("state", "Change what is recorded of the stack, without a call of a provider")
    {
        this.host = host;
        Each("taint", "Have the next update replace resources", r => r with { Taint = true }, "to be replaced by the next update");
        Each("untaint", "Take a taint back", r => r with { Taint = false }, "not to be replaced any more");
        Each("protect", "Keep resources from being deleted", r => r with { Protect = true }, "protected");
        Each("unprotect", "Let resources be deleted again", r => r with { Protect = false }, "not protected any more");
        var delete = Sub("delete", "Forget a resource; it goes on to exist", urns, force, dependents);
        delete.SetAction(parsed => Change(parsed, "forgotten", (snapshot, chosen) => Delete(snapshot, chosen, parsed)));
        var rename = Sub("rename", "Give a resource the name that the program now has for it", one, newName);
        rename.SetAction(parsed => Change(parsed, "renamed", (snapshot, chosen) => Rename(snapshot, chosen.Single(), parsed.GetValue(newName)!))); // required
    }

    private void Each(string name, string description, Func<ResourceState, ResourceState> change, string done) => Sub(name, description, urns, all)
        .SetAction(parsed => Change(parsed, done, (snapshot, chosen) => snapshot with
        {
            Resources = [.. snapshot.Resources.Select(r => chosen.Contains(r.Urn) && !r.IsStack && !r.Delete ? change(r) : r)],
        }));

    private Command Sub(string name, string description, params Symbol[] takes)
    {
        var command = new Command(name, description) { yes };
        foreach (var symbol in takes)
        {
            if (symbol is Option option)
            {
                command.Add(option);
            }
            else
            {
                command.Add((Argument)symbol);
            }
        }

        Add(command);
        return command;
    }

    private int Change(ParseResult parsed, string done, Func<Snapshot, ImmutableHashSet<string>, Snapshot> change)
    {
        using var session = host.Open(parsed);
        using var held = session.Lock();
        session.Secrets.Check();
        var snapshot = session.Read();
        ImmutableHashSet<string> chosen = parsed.GetValue(all) ? [.. snapshot.Resources.Where(r => !r.IsStack).Select(r => r.Urn)]
            : parsed.GetResult(one) is not null ? [parsed.GetValue(one)!] // not null: it is required
            : [.. parsed.GetValue(urns) ?? []];
        if (chosen.IsEmpty)
        {
            throw new Failure("Which resource? Give its URN, as stack export shows it.");
        }

        if (chosen.FirstOrDefault(u => snapshot.Resources.All(r => r.Urn != u)) is { } unknown)
        {
            throw new Failure($"No such resource \"{unknown}\" exists in the current state");
        }

        var changed = change(snapshot, chosen);
        if (changed.Faults().Except(snapshot.Faults()).FirstOrDefault() is { } fault)
        {
            throw new Failure($"The state would contradict itself: {fault}");
        }

        if (!parsed.GetValue(yes) && !host.With(parsed).Confirms($"Change the state of stack {session.Stack} by hand? Type yes to go on: "))
        {
            throw new Failure("The state stays: --yes, or a yes on a terminal, changes it.", ExitCode.NotConfirmed);
        }

        session.Write(changed);
        host.Output.WriteLine($"{chosen.Count} resource(s) {done}.");
        return ExitCode.Done;
    }

    private Snapshot Delete(Snapshot snapshot, ImmutableHashSet<string> chosen, ParseResult parsed)
    {
        for (var more = true; more;)
        {
            var next = snapshot.Resources.Where(r => !chosen.Contains(r.Urn) && r.References().Any(chosen.Contains)).Select(r => r.Urn).ToList();
            if (next.Count > 0 && !parsed.GetValue(dependents))
            {
                throw new Failure($"It cannot be forgotten, since others depend on it: {string.Join(", ", next)}. With --target-dependents they are too.");
            }

            (chosen, more) = (chosen.Union(next), next.Count > 0);
        }

        return snapshot.Resources.FirstOrDefault(r => chosen.Contains(r.Urn) && r.Protect) is { } guarded && !parsed.GetValue(force)
            ? throw new Failure($"{guarded.Urn} is protected. Unprotect it first, or give --force.")
            : snapshot with { Resources = [.. snapshot.Resources.Where(r => !chosen.Contains(r.Urn))] };
    }

    private static Snapshot Rename(Snapshot snapshot, string urn, string name)
    {
        var renamed = $"{urn[..^Urn.NameOf(urn).Length]}{name}";
        if (Urn.TypeOf(urn) == Urn.StackType || snapshot.Resources.Any(r => r.Urn == renamed))
        {
            throw new Failure($"{urn} cannot be called '{name}': {(Urn.TypeOf(urn) == Urn.StackType ? "it is the stack." : "another one is.")}");
        }

        var renames = new Dictionary<string, string> { [urn] = renamed };
        return snapshot with
        {
            Resources = [.. snapshot.Resources.Select(r => Renaming.Apply(r.Urn == urn ? r with { Urn = renamed } : r, renames))],
        };
    }
}
