using Pinpush.Plugin.Hosting;
using Pinpush.Plugin.Values;
using Pinpush.PluginClient;

namespace Pinpush.AwsProvider;

/// <summary>A resource is in the region that it names, else in the provider's. One cannot move: another region means another resource.</summary>
internal static class Regions
{
    /// <summary>The region of a resource after the operation.</summary>
    public static string? Of(ResourceCall call) => call.Inputs.Values.Text("region") ?? call.OldOutputs.Values.Text("region") ?? call.Region();

    /// <summary>
    /// Adds the change of region, if there is one that the inputs do not show: the provider's own region changed, or a region was spelled out.
    /// </summary>
    public static void Compare(ResourceCall call, List<PropertyChange> changes, HashSet<string> replaces)
    {
        changes.RemoveAll(c => c.Top == "region");
        replaces.Remove("region");
        if (Json.IsUnknown(call.Inputs.Values["region"]))
        {
            return;
        }

        var (old, now) = (call.OldOutputs.Values.Text("region"), call.Inputs.Values.Text("region") ?? call.Region());
        if (old is not null && now is not null && old != now)
        {
            changes.Add(new("region", "region", ChangeKind.Update));
            replaces.Add("region");
        }
    }
}
