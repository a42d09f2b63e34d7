using Microsoft.Data.Sqlite;
using Pinpush.Server.Storage;
using Pinpush.Server.Hosting;

namespace Pinpush.Server.Tests.Storage;

public sealed class DatabaseTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void A_file_of_this_form(int form, bool opens)
    {
        using var scratch = new Scratch();
        var file = scratch.File("core.db");
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"CREATE TABLE before(x); PRAGMA user_version={form}";
            command.ExecuteNonQuery();
        }

        if (!opens)
        {
            Assert.Contains($"has the form {form}", Assert.Throws<ServerStartException>(() => new Database(file, "")).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(4L, new Database(file, "CREATE TABLE IF NOT EXISTS later(x);").Read(s => s.Scalar("PRAGMA user_version")));
        SqliteConnection.ClearAllPools();
    }
}
