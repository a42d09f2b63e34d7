namespace Pinpush.EndToEnd.Tests;

/// <summary>A Node program whose resources are children of a component, which gets another name.</summary>
public sealed class ComponentTests
{
    [Fact]
    public async Task A_renamed_component_keeps_its_children_by_an_alias()
    {
        await using var cloud = await Cloud.StartAsync();
        using var stack = await Stack.StartAsync(cloud, "component");
        await stack.UpAsync();
        var before = await stack.ResourcesAsync();
        Assert.EndsWith("::shop:index:Push$pinpoint:index:Segment::store-premium", (string?)before["store-premium"]["urn"], StringComparison.Ordinal);

        stack.Phase = 2;
        Assert.Contains("2 updated", await stack.UpAsync(), StringComparison.Ordinal); // the keys of segment and campaign follow their names
        var after = await stack.ResourcesAsync();
        Assert.Equal(["shop", "shop-push", "shop-push-premium", "shop-push-winter"], after.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((string?)before["store-winter"]["id"], (string?)after["shop-push-winter"]["id"]);
        Assert.Equal((string?)after["shop-push"]["urn"], (string?)after["shop-push-premium"]["parent"]);
        await stack.AssertNothingToDoAsync();

        await stack.DoneAsync("destroy", "--yes", "--skip-preview");
        Assert.Empty(await cloud.AppsAsync());
    }
}
