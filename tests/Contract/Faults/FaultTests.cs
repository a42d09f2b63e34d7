using System.Text.Json;

namespace Pinpush.Contract.Tests.Faults;

public sealed class FaultTests
{
    [Theory]
    [InlineData("$.Item[3].User.UserId", "User.UserId", 3)]
    [InlineData("$.Item[12]", "", 12)]
    [InlineData("$.Item", "Item", null)]
    [InlineData("$.Limits.Daily", "Limits.Daily", null)]
    [InlineData("$.Groups[1].Item[0]", "Groups[1].Item[0]", null)]
    [InlineData("$['a b'].c", "['a b'].c", null)]
    [InlineData("$", "", null)]
    [InlineData(null, "", null)]
    public void Finds_the_member_and_the_item_in_the_path_of_a_JSON_reader(string? path, string member, int? index)
    {
        var fault = Fault.AtJson(path, "why");
        Assert.Equal((member, index), (fault.Member, fault.Index));
        Assert.Equal(member.Length == 0 ? "why" : $"{member}: why", fault.Message);
    }

    [Fact]
    public void Is_read_as_it_was_written()
    {
        ErrorBody body = new() { Type = "X", Message = "m", RequestID = "r", Faults = [new("A", "A is wrong.") { Index = 1, Kind = FaultKind.NotServed }] };
        var json = JsonSerializer.Serialize(body, WireJson.Default.ErrorBody);
        Assert.Equal(
            """{"__type":"X","Message":"m","RequestID":"r","Faults":[{"Member":"A","Message":"A is wrong.","Index":1,"Kind":"NOT_SERVED"}]}""", json);
        Assert.Equal(body.Faults, JsonSerializer.Deserialize(json, WireJson.Default.ErrorBody)!.Faults); // an object
    }

    [Fact]
    public void Is_none_in_what_AWS_answers() =>
        Assert.Null(JsonSerializer.Deserialize("""{"Message":"m","RequestID":"r"}""", WireJson.Default.ErrorBody)!.Faults); // an object

    [Fact]
    public void Tells_AWSs_own_limits_before_what_only_this_server_does_not_serve()
    {
        var faults = AppRules.Check(new WriteApplicationSettingsRequest
        {
            Limits = new() { MaximumDuration = 1 },
            QuietTime = new() { Start = "22:00" },
            JourneyLimits = new(),
        });
        Assert.Equal(
            [("Limits.MaximumDuration", FaultKind.Invalid), ("QuietTime", FaultKind.NotServed), ("JourneyLimits", FaultKind.NotServed)],
            faults.Select(f => (f.Member, f.Kind)));
    }
}
