using System.Text.Json.Nodes;
using Pinpush.PulumiCli.Secrets;
using Pinpush.PulumiCli.State;
using Pinpush.PulumiCli.Values;

namespace Pinpush.PulumiCli.Tests.State;

public sealed class SnapshotJsonTests
{
    private const string Salt = "v1:AQIDBAUGBwg=:v1:EBESExQVFhcYGRob:bHA1XH61ndngv8cgbXLt4nZiLlc8Ag==";

    // As the official CLI writes it, with members that no one here knows.
    private const string Deployment = """
        {
            "manifest": {"time": "2026-08-21T10:00:00.123456789Z", "magic": "2f3c", "version": "v3.255.0", "plugins": [{"name": "aws", "path": "/p", "type": "resource", "version": "7.48.0"}]},
            "secrets_providers": {"type": "passphrase", "state": {"salt": "v1:AQIDBAUGBwg=:v1:EBESExQVFhcYGRob:bHA1XH61ndngv8cgbXLt4nZiLlc8Ag=="}},
            "resources": [
                {"urn": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", "custom": false, "type": "pulumi:pulumi:Stack", "outputs": {"n": 1.5}},
                {
                    "urn": "urn:pulumi:dev::shop::a:b:C::c",
                    "custom": true,
                    "id": "i",
                    "type": "a:b:C",
                    "inputs": {
                        "password": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "v1:MDEyMzQ1Njc4OTo7:2MwQP8EwKqeB/xbX4x/RwuB3OkcvwhCeSSONZGYEDvA="},
                        "nothing": null,
                        "file": {"4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", "hash": "abc", "path": "./x"},
                        "odd": {"4dabf18193072939515e22adb298388d": "8ad145fe-0d11-4827-bfd7-1abcbf086f5c", "value": "7ff0000000000000"}
                    },
                    "outputs": {"big": 1152921504606846976, "list": [1, "two", {"three": true}]},
                    "parent": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
                    "taint": true,
                    "propertyDependencies": {"password": []},
                    "customTimeouts": {"create": 300},
                    "created": "2026-08-21T10:00:00.5Z",
                    "modified": "2026-08-21T10:00:00.5Z",
                    "sourcePosition": "project:///index.ts#3,1",
                    "ignoreChanges": ["tags"],
                    "novelty": {"deep": [1]}
                }
            ],
            "metadata": {"x": 1},
            "strangers": [true]
        }
        """;

    [Fact]
    public void ReadThenWrite_ForeignState_LosesNothing()
    {
        using var secrets = new SecretStore(() => "correct horse battery staple");
        secrets.Use(Salt);
        var before = JsonNode.Parse(Deployment)!.AsObject();

        var after = SnapshotJson.Write(SnapshotJson.Read(before, secrets), secrets, DateTimeOffset.UnixEpoch);

        // Only what tells of the writer differs; the ciphertext stays, since its secret does.
        foreach (var member in new[] { "time", "magic", "version" })
        {
            before["manifest"]!.AsObject().Remove(member);
            after["manifest"]!.AsObject().Remove(member);
        }

        Assert.True(JsonNode.DeepEquals(before, after), $"{before}\n{after}");
        Assert.Equal(before["resources"]![1]!.AsObject().Select(m => m.Key), after["resources"]![1]!.AsObject().Select(m => m.Key)); // the order, too
    }

    [Fact]
    public void Read_Secret_IsDecryptedAndNeverShown()
    {
        using var secrets = new SecretStore(() => "correct horse battery staple");
        secrets.Use(Salt);

        var resource = SnapshotJson.Read(JsonNode.Parse(Deployment)!.AsObject(), secrets).Resources[1];

        Assert.Equal("s3cr3t-Wert-ü", resource.Inputs.TextOf("password"));
        Assert.DoesNotContain("s3cr3t", $"{resource} {resource.Inputs["password"]}", StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Manifest_HasTheHashOfItsVersion()
    {
        using var secrets = new SecretStore(() => "");
        var manifest = SnapshotJson.Write(Snapshot.Empty, secrets, DateTimeOffset.UnixEpoch)["manifest"]!;
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(manifest["version"]!.GetValue<string>()));
        Assert.Equal(Convert.ToHexStringLower(hash), manifest["magic"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(
        """[{"urn":"urn:pulumi:d::p::a:b:C::c","custom":true,"type":"a:b:C","parent":"urn:pulumi:d::p::a:b:D::d"}"""
            + """,{"urn":"urn:pulumi:d::p::a:b:D::d","custom":false,"type":"a:b:D"}]""",
        "not recorded before")]
    [InlineData("""[{"urn":"urn:pulumi:d::p::a:b:C::c","custom":true,"type":"a:b:C"},{"urn":"urn:pulumi:d::p::a:b:C::c","custom":true,"type":"a:b:C"}]""",
        "recorded twice")]
    public void Faults_ContradictoryState_AreNamed(string resources, string words)
    {
        using var secrets = new SecretStore(() => "");
        var snapshot = SnapshotJson.Read(new JsonObject { ["resources"] = JsonNode.Parse(resources) }, secrets);
        Assert.Contains(words, Assert.Single(snapshot.Faults()), StringComparison.Ordinal);
    }
}
