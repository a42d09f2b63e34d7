namespace Pinpush.Server.Hosting;

/// <summary>
/// What is logged: entries of this kind and worse. The values are those of the framework's own levels, which a start that fails need not load.
/// </summary>
public enum LogDetail
{
    Debug = 1,
    Information = 2,
    Warning = 3,
    Error = 4,
    None = 6,
}
