using System.Text.Json.Nodes;
using Pinpush.Client;
using Pinpush.Plugin.Describing;
using Pinpush.Plugin.Hosting;

namespace Pinpush.PluginClient;

/// <summary>A plugin whose resources are Pinpoint's: how its settings become a connection.</summary>
public abstract class PinpointDefinition : PluginDefinition
{
    /// <summary>The address of the API, as the settings say it; null when they do not.</summary>
    protected abstract string? EndpointIn(JsonObject config);

    public override void CheckConfig(JsonObject config, ICollection<Fault> faults) => Read(config, faults);

    public override PluginConnection Configure(JsonObject config)
    {
        try
        {
            return new PinpointConnection(Connection.Open(Read(config, [])!)); // without a fault, as promised: not null
        }
        catch (ConnectionException e)
        {
            throw new RefusedException(e.Message);
        }
    }

    private ConnectionSettings? Read(JsonObject config, ICollection<Fault> faults) =>
        ConnectionConfig.Read(config, EndpointIn(config), Environment.GetEnvironmentVariable, Description.Package, faults);
}
