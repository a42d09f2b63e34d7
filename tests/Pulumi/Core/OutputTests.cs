using System.Globalization;
using System.Text.Json;
using Pulumi.Utilities;

namespace Pulumi.Tests.Core;

public sealed class OutputTests
{
    private static readonly Resource Some = new DependencyResource("urn:pulumi:dev::shop::a:b:C::d");
    private static readonly Resource Other = new DependencyResource("urn:pulumi:dev::shop::a:b:C::e");

    private static Output<int> SecretOfSome => OutputUtilities.WithDependency(Output.CreateSecret(1), Some);

    [Fact]
    public async Task Apply_keeps_secrecy_and_dependencies()
    {
        foreach (var output in new[]
        {
            SecretOfSome.Apply(v => v + 1),
            SecretOfSome.Apply(v => Task.FromResult(v + 1)),
            SecretOfSome.Apply(v => Output.Create(v + 1)),
            SecretOfSome.Apply(v => (Input<int>)(v + 1)),
        })
        {
            Assert.Equal(new OutputData<int>([Some], 2, true, true), await output.DataTask, Same);
        }
    }

    [Fact]
    public async Task Apply_does_not_run_on_an_unknown()
    {
        var unknown = Output.CreateSecret(OutputUtilities.WithDependency(OutputUtilities.CreateUnknown(1), Some));
        var ran = false;

        var result = unknown.Apply(v =>
        {
            ran = true;
            return v;
        });

        Assert.Equal(new OutputData<int>([Some], 0, false, true), await result.DataTask, Same);
        Assert.False(ran);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_nested_output_is_known_when_both_are_and_secret_when_either_is(bool outerSecret, bool innerUnknown)
    {
        var outer = OutputUtilities.WithDependency(outerSecret ? Output.CreateSecret(1) : Output.Create(1), Some);
        var inner = OutputUtilities.WithDependency(innerUnknown ? OutputUtilities.CreateUnknown(2) : Output.Create(2), Other);

        var data = await outer.Apply(_ => inner).DataTask;

        Assert.Equal((!innerUnknown, outerSecret), (data.IsKnown, data.IsSecret));
        Assert.Equal([Some, Other], data.Resources.OrderBy(r => r == Other));
    }

    [Fact]
    public async Task A_null_inner_output_counts_as_the_default() =>
        Assert.Equal(0, (await Output.Create(1).Apply(_ => (Output<int>?)null).DataTask).Value);

    [Fact]
    public async Task An_exception_in_a_callback_is_the_output_s_own() =>
        await Assert.ThrowsAsync<FormatException>(() => Output.Create("x").Apply(int.Parse).Apply(v => v + 1).DataTask);

    [Fact]
    public async Task All_and_Tuple_are_known_when_all_are_and_secret_when_one_is()
    {
        var all = await Output.All(SecretOfSome, Output.Create(2)).DataTask;
        var tuple = await Output.Tuple(SecretOfSome, Output.Create("x"), OutputUtilities.CreateUnknown(3.0)).DataTask;

        Assert.Equal([1, 2], all.Value);
        Assert.Equal((true, true), (all.IsKnown, all.IsSecret));
        Assert.Equal((1, "x", 3.0), tuple.Value);
        Assert.Equal((false, true), (tuple.IsKnown, tuple.IsSecret));
    }

    [Fact]
    public async Task Tuple_takes_eight_items()
    {
        var data = await Output.Tuple<int, int, int, int, int, int, int, string>(1, 2, 3, 4, 5, 6, 7, "8").DataTask;

        Assert.Equal((1, 2, 3, 4, 5, 6, 7, "8"), data.Value);
    }

    [Fact]
    public async Task Format_is_invariant_and_keeps_secrecy()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        var data = await Output.Format($"{0.5}/{Output.CreateSecret("s")}/{(Input<int>)3:D2}").DataTask;
        CultureInfo.CurrentCulture = before;

        Assert.Equal(("0.5/s/03", true), (data.Value, data.IsSecret));
    }

    [Fact]
    public async Task Unsecret_and_IsSecret()
    {
        Assert.True(await Output.IsSecretAsync(SecretOfSome));
        Assert.False(await Output.IsSecretAsync(Output.Unsecret(SecretOfSome)));
    }

    [Fact]
    public async Task JsonSerialize_takes_outputs_at_any_depth()
    {
        InputMap<string> map = new() { { "k", Output.CreateSecret("v") } };
        var value = new { A = Output.Create(1), B = new[] { Output.Create(new { C = (Input<string>)"d" }) }, M = map, N = (Output<int>?)null };

        var data = await Output.JsonSerialize(Output.Create(value)).DataTask;

        Assert.Equal("""{"A":1,"B":[{"C":"d"}],"M":{"k":"v"},"N":null}""", data.Value);
        Assert.Equal((true, true), (data.IsKnown, data.IsSecret));
    }

    [Fact]
    public async Task JsonSerialize_of_something_unknown_is_unknown() =>
        Assert.False((await Output.JsonSerialize(Output.Create(new { A = OutputUtilities.CreateUnknown(1) })).DataTask).IsKnown);

    [Fact]
    public async Task JsonDeserialize_reads_and_keeps_secrecy()
    {
        var data = await Output.JsonDeserialize<Dictionary<string, Output<int>>>(Output.CreateSecret("""{"a":1}""")).DataTask;

        Assert.True(data.IsSecret);
        Assert.Equal(1, (await data.Value["a"].DataTask).Value);
        await Assert.ThrowsAsync<JsonException>(() => Output.JsonDeserialize<int>(Output.Create("x")).DataTask);
    }

    [Fact]
    public async Task A_deferred_output_follows_what_it_is_resolved_to()
    {
        var deferred = new DeferredOutput<int>();
        var later = deferred.Output.Apply(v => v + 1);
        deferred.Resolve(SecretOfSome);

        Assert.Equal(new OutputData<int>([Some], 2, true, true), await later.DataTask.WaitAsync(TimeSpan.FromSeconds(10)), Same);
        Assert.Throws<InvalidOperationException>(() => deferred.Resolve(SecretOfSome));
    }

    [Fact]
    public void ToString_does_not_show_the_value() => Assert.DoesNotContain("hunter2", Output.Create("hunter2").ToString(), StringComparison.Ordinal);

    private static bool Same(OutputData<int> a, OutputData<int> b) =>
        a.Resources.SetEquals(b.Resources) && a.Value == b.Value && a.IsKnown == b.IsKnown && a.IsSecret == b.IsSecret;
}
