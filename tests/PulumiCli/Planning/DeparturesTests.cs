using System.Collections.Immutable;
using Pinpush.PulumiCli.Engine;
using Pinpush.PulumiCli.Planning;
using Pinpush.PulumiCli.State;

namespace Pinpush.PulumiCli.Tests.Planning;

/// <summary>What goes, in which order: planned from the state alone.</summary>
public sealed class DeparturesTests
{
    private static readonly ResourceState App = Entry("app"), Segment = Entry("segment", App), Campaign = Entry("campaign", Segment);

    [Fact]
    public void All_go_each_after_what_depends_on_it()
    {
        var plan = Plan(All, [App, Segment, Campaign]);

        Assert.Equal([App, Segment, Campaign], plan.Going.Select(g => g.Entry));
        Assert.Equal(["1", "2", ""], plan.Going.Select(g => string.Join(' ', g.After)));
        Assert.All(plan.Going, g => Assert.True(g is { Kind: StepKind.Delete, ByProvider: true }));
    }

    [Fact]
    public void A_target_takes_its_dependents_along_when_told_so() =>
        Assert.Equal([Segment, Campaign], Plan(new([Segment.Urn], Dependents: true, []), [App, Segment, Campaign]).Going.Select(g => g.Entry));

    [Fact]
    public void A_target_with_dependents_stays_else_and_they_are_named()
    {
        var plan = Plan(new([App.Urn], Dependents: false, []), [App, Segment, Campaign]);

        Assert.Empty(plan.Going);
        Assert.Equal([Segment.Urn], plan.Faults.Select(f => f.Urn)); // the campaign depends on the segment alone
    }

    [Fact]
    public void A_dependent_that_was_registered_holds_a_target_too() =>
        Assert.Equal([Segment.Urn], Plan(new([App.Urn], Dependents: false, []), [App], Segment).Faults.Select(f => f.Urn));

    [Fact]
    public void A_protected_one_keeps_all()
    {
        var plan = Plan(All, [App with { Protect = true }, Segment]);

        Assert.Empty(plan.Going);
        Assert.Contains("'app' is protected and cannot be deleted", Assert.Single(plan.Faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void No_provider_is_called_for_what_goes_with_another_or_is_retained() => Assert.Equal([true, false, false], Plan(
        All, [App, Segment with { DeletedWith = App.Urn }, Campaign with { RetainOnDelete = true }]).Going.Select(g => g.ByProvider));

    private static Targets All => new([], Dependents: false, []);

    private static Departures Plan(Targets targets, ImmutableArray<ResourceState> untouched, params ResourceState[] made) =>
        Departures.Of(untouched, targets, made);

    private static ResourceState Entry(string name, params ResourceState[] on) => new()
    {
        Urn = Urn.Create("dev", "shop", null, "test:index:Thing", name),
        Type = "test:index:Thing",
        Custom = true,
        Dependencies = [.. on.Select(o => o.Urn)],
    };
}
