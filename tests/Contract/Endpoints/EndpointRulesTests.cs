namespace Pinpush.Contract.Tests.Endpoints;

/// <summary>Endpoints as clients send them: what is accepted, and which member a refusal names.</summary>
public sealed class EndpointRulesTests
{
    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"EndpointStatus":"INACTIVE","OptOut":"ALL","EffectiveDate":"2026-01-02T03:04:05.678Z","Attributes":{"a":["x"],"b":null}}""", null)]
    [InlineData("""{"Address":""}""", "Address")]
    [InlineData("""{"EffectiveDate":"01/02/2026"}""", "EffectiveDate")]
    [InlineData("""{"Attributes":{"":["x"]}}""", "Attributes")]
    [InlineData("""{"Attributes":{"a":[null]}}""", "Attributes.a")]
    [InlineData("""{"User":{"UserAttributes":{"a":[null]}}}""", "User.UserAttributes.a")]
    [InlineData("""{"Metrics":{"":1}}""", "Metrics")]
    public void Endpoint(string json, string? member) => Judge.Of(EndpointRules.Check("id", Judge.Read<EndpointRequest>(json)), member);

    [Theory]
    [InlineData(null, "Id")]
    [InlineData("", "Id")]
    [InlineData("a{b}", "Id")]
    [InlineData("$x", "Id")]
    [InlineData("any other:id/with.marks", null)]
    public void Endpoint_id(string? id, string? member) => Judge.Of(EndpointRules.Check(id, new()), member);

    [Theory]
    [InlineData(250, 50, 100, null)]
    [InlineData(251, 1, 1, "Attributes")]
    [InlineData(1, 51, 1, "Attributes.a0")]
    [InlineData(1, 1, 101, "Attributes.a0")]
    public void Endpoint_limits(int names, int values, int length, string? member) => Judge.Of(
        EndpointRules.Check("id", new()
        {
            Attributes = Enumerable.Range(0, names).ToDictionary(
                i => $"a{i}", IReadOnlyList<string> (_) => [.. Enumerable.Repeat(new string('x', length), values)]),
        }),
        member);

    [Theory]
    [InlineData(250, 1, null)]
    [InlineData(251, 1, "251 names")]
    [InlineData(3, 50 * 100, null)]
    [InlineData(4, 50 * 100, "20008 bytes")]
    public void An_endpoint_with_all_that_was_told_of_it(int names, int bytes, string? fault)
    {
        var found = EndpointRules.CheckWhole(new()
        {
            Attributes = Enumerable.Range(0, names).ToDictionary(i => $"a{i}", IReadOnlyList<string> (_) => [new string('x', bytes)]),
        });
        Assert.Contains(fault ?? "none", found?.Message ?? "none", StringComparison.Ordinal);
    }
}
