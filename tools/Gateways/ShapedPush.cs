namespace Pinpush.Gateways;

/// <summary>A message brought into the form of its gateway: shaped once, sent to many.</summary>
public abstract class ShapedPush
{
    private ShapedPush() { }

    /// <summary>The message cannot be sent to anybody.</summary>
    /// <param name="why">The outcome to report for each recipient.</param>
    public sealed class Refused(PushOutcome.Rejected why) : ShapedPush
    {
        public PushOutcome.Rejected Why => why;
    }

    /// <summary>Everything but the token and the endpoint's id is fixed.</summary>
    public sealed class Ready : ShapedPush
    {
        private readonly PushTemplate template;

        internal Ready(PushTemplate template, PushHeaders headers)
        {
            this.template = template;
            Headers = headers;
        }

        public PushHeaders Headers { get; }

        /// <summary>The push for one device.</summary>
        /// <param name="endpointId">Told to the app in the payload; null for a bare address.</param>
        /// <param name="id">Becomes <c>apns-id</c>; null lets the gateway choose.</param>
        public Push For(string token, string? endpointId, Guid? id) => template.Fill(token, endpointId, id, Headers);
    }
}
