using System.CommandLine;
using System.CommandLine.Parsing;

namespace Pinpush.Cli.Input;

/// <summary>
/// Files and folders that have to be there. One that is missing is a wrong command line, told before anything is tried; what a command makes when it is
/// missing, as <c>serve</c> its data, is none of these.
/// </summary>
internal static class Existing
{
    // By its parser, so that a check of what goes together is left out while this is wrong.
    public static Option<string?> OfFile(this Option<string?> option)
    {
        option.CustomParser = result =>
        {
            Check(result, option.Name, NoFile);
            return result.Tokens[0].Value;
        };
        return option;
    }

    public static Argument<DirectoryInfo> OfFolder(this Argument<DirectoryInfo> argument)
    {
        argument.Validators.Add(result => Check(result, argument.Name, path =>
            Directory.Exists(path) ? null : File.Exists(path) ? $"{path} is a file, and a folder is expected" : $"there is no folder {path}"));
        return argument;
    }

    public static Argument<FileSystemInfo> OfFileOrFolder(this Argument<FileSystemInfo> argument)
    {
        argument.Validators.Add(result => Check(result, argument.Name, path => Path.Exists(path) ? null : $"there is no file or folder {path}"));
        return argument;
    }

    /// <summary>Why a path is not that of a file; null when it is.</summary>
    public static string? NoFile(string path) =>
        File.Exists(path) ? null : Directory.Exists(path) ? $"{path} is a folder, and a file is expected" : $"there is no file {path}";

    private static void Check(SymbolResult result, string name, Func<string, string?> wrong)
    {
        // An empty one is told as such.
        if (result.Tokens is [{ Value: var path }, ..] && !string.IsNullOrWhiteSpace(path) && wrong(path) is { } why)
        {
            result.AddError($"{name}: {why}.");
        }
    }
}
