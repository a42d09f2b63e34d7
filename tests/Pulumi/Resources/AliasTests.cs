using Pulumi.Tests.Engine;

namespace Pulumi.Tests.Resources;

[Collection(Alone.Name)]
public sealed class AliasTests
{
    [Fact]
    public async Task Says_what_was_different_to_an_engine_that_understands_it()
    {
        await using var engine = await ScriptedEngine.StartAsync();

        await Programs.RunAsync(engine, () =>
        {
            var shelf = new Shelf("s");
            _ = new Thing("a", options: new()
            {
                Aliases =
                {
                    new Alias { Urn = "urn:pulumi:dev::shop::x:y:Z::old" },
                    new Alias { Name = "b", Type = "t:u:V", Stack = "prod", Project = "was" },
                    new Alias { Parent = shelf },
                    new Alias { NoParent = true },
                },
            });
        });

        Assert.Equal(
            [
                new() { Urn = "urn:pulumi:dev::shop::x:y:Z::old" },
                new() { Spec = new() { Name = "b", Type = "t:u:V", Stack = "prod", Project = "was" } },
                new() { Spec = new() { ParentUrn = "urn:pulumi:dev::shop::test:index:Shelf::s" } },
                new() { Spec = new() { NoParent = true } },
            ],
            (IEnumerable<Pulumirpc.Alias>)engine.Registered("a").Aliases);
    }

    [Fact]
    public async Task Computes_whole_URNs_for_an_older_engine_those_below_former_parents_too()
    {
        await using var engine = await ScriptedEngine.StartAsync();
        engine.Features.Remove("aliasSpecs");

        await Programs.RunAsync(engine, () =>
        {
            var shelf = new Shelf("s", new() { Aliases = { new Alias { Name = "rack" } } });
            _ = new Thing("s-more", options: new() { Parent = shelf, Aliases = { new Alias { Name = "x" }, new Alias { NoParent = true } } });
        });

        Assert.Equal(["urn:pulumi:dev::shop::test:index:Shelf$test:index:Thing::rack-part"], engine.Registered("s-part").AliasURNs);
        Assert.Equal(
            [
                "urn:pulumi:dev::shop::test:index:Shelf$test:index:Thing::x",
                "urn:pulumi:dev::shop::test:index:Thing::s-more",
                "urn:pulumi:dev::shop::test:index:Shelf$test:index:Thing::rack-more",
            ],
            engine.Registered("s-more").AliasURNs);
    }
}
