namespace Pinpush.Contract.Tests;

public sealed class OperationTests
{
    [Fact]
    public void Names_and_routes_are_different_from_one_another()
    {
        Assert.Equal(122, Operation.All.Select(o => o.Name).Distinct().Count());
        Assert.Equal(122, Operation.All.Select(o => $"{o.Method} {o.Path}").Distinct().Count());
        Assert.All(Operation.All, o => Assert.Matches("^/v1(/([a-z_-]+|{[a-z-]+}))+$", o.Path));
    }
}
