using Pinpush.Contract;
using Pinpush.Messages.Payloads;

namespace Pinpush.Server.Delivery;

/// <summary>What one send says to its recipients. Safe to call from many threads.</summary>
internal interface IMailing
{
    /// <summary>The app that sends.</summary>
    string App { get; }

    /// <summary>The message as it goes to a recipient; one that most get unchanged is shaped once.</summary>
    /// <param name="number">The recipient's number in the send: see <see cref="IRecipients"/>.</param>
    ShapedPush Shape(int number, ChannelType channel);

    /// <summary>The <c>apns-id</c> of the push to a recipient; one that is sent again keeps it.</summary>
    Guid Id(EndpointResponse recipient);

    /// <summary>TOKEN, CERTIFICATE or KEY; null for the channel's own.</summary>
    string? AuthenticationMethod(ChannelType channel);
}
