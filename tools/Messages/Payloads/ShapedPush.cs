using System.Diagnostics.CodeAnalysis;
using Pinpush.Contract;
using Pinpush.Messages.Variables;

namespace Pinpush.Messages.Payloads;

/// <summary>A message brought into the form of its gateway: shaped once, sent to many.</summary>
public abstract class ShapedPush
{
    private ShapedPush() { }

    /// <summary>The same with holes for the message variables in its texts.</summary>
    internal ShapedPush With(MessageVariables variables) => this is Ready ready ? ready.Filled(variables) : this;

    /// <summary>The message cannot be sent to anybody.</summary>
    /// <param name="why">The outcome to report for each recipient.</param>
    public sealed class Refused(MessageFault why) : ShapedPush
    {
        public MessageFault Why => why;
    }

    /// <summary>Everything is fixed but what the recipient brings: token, endpoint's id, values of message variables.</summary>
    public sealed class Ready : ShapedPush
    {
        private readonly Payload payload;

        internal Ready(Payload payload, PushHeaders headers)
        {
            this.payload = payload;
            Headers = headers;
        }

        public PushHeaders Headers { get; }

        /// <summary>Whether it says more of its recipient than the Id and the Address.</summary>
        public bool HasVariables => payload.HasVariables;

        internal int LeastSize => payload.LeastSize;

        internal Ready Filled(MessageVariables variables) => new(payload.With(variables), Headers);

        /// <summary>The push for one device. With a message variable that has no value for it there is none: nobody gets a push with a gap.</summary>
        /// <param name="recipient">Has an Address. Its Id is told to the app in the payload; a bare address has none.</param>
        /// <param name="id">Becomes <c>apns-id</c>; null lets the gateway choose.</param>
        /// <param name="missing">The name of the first variable without a value; null when there is a push.</param>
        public bool TryFill(
            EndpointResponse recipient, Guid? id, [NotNullWhen(true)] out Push? push, [NotNullWhen(false)] out string? missing) =>
            payload.TryFill(recipient, id, Headers, out push, out missing);
    }
}
