namespace Pulumi.Tests.Core;

public sealed class UrnTests
{
    [Theory]
    [InlineData("", "urn:pulumi:dev::shop::a:b:C::n")]
    [InlineData("urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", "urn:pulumi:dev::shop::a:b:C::n")]
    [InlineData("urn:pulumi:old::was::my:index:Push::p", "urn:pulumi:old::was::my:index:Push$a:b:C::n")]
    public void A_parent_is_part_of_the_type(string parent, string urn) => Assert.Equal(urn, Urn.Text("n", "a:b:C", parent, "shop", "dev"));

    [Fact]
    public void A_name_may_hold_colons()
    {
        const string Text = "urn:pulumi:dev::shop::my:index:Push$a:b:C::x::y";

        Assert.Equal(("x::y", "a:b:C", "my:index:Push$a:b:C"), (Urn.NameOf(Text), Urn.TypeOf(Text), Urn.QualifiedTypeOf(Text)));
    }
}
