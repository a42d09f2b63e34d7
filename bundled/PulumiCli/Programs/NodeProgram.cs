using System.Globalization;

namespace Pinpush.PulumiCli.Programs;

/// <summary>A Node.js program: the <c>@pulumi/pulumi</c> package in its own reach runs it.</summary>
internal static class NodeProgram
{
    private static readonly string RunModule = Path.Combine("@pulumi", "pulumi", "cmd", "run", "index.js");

    /// <exception cref="Failure">The package is not installed.</exception>
    public static ChildCommand Command(ProgramLaunch launch, string folder, string entryPoint, string address) => new("node",
    [
        Find(folder),
        $"--monitor={address}",
        $"--engine={address}",
        $"--organization={ProgramLaunch.Organization}",
        $"--project={launch.Project.Name}",
        $"--stack={launch.Stack}",
        $"--root-directory={launch.Project.Folder}",
        $"--pwd={folder}",
        $"--parallel={launch.Parallel.ToString(CultureInfo.InvariantCulture)}",
        .. launch.Preview ? new[] { "--dry-run" } : [],
        entryPoint,
    ], folder);

    // As Node itself looks: in node_modules of the folder and of each one above.
    private static string Find(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            var module = Path.Combine(at, "node_modules", RunModule);
            if (File.Exists(module))
            {
                return module;
            }
        }

        throw new Failure($"The package @pulumi/pulumi is not installed for {folder}. Install it there with: npm install");
    }
}
