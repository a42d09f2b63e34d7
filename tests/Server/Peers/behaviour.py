"""What the server does beyond answering, with boto3. before FOLDER: sets everything up. after APP: reads it again after a restart."""
import json
import sys
import time
from datetime import datetime, timedelta, timezone

import boto3
from botocore.config import Config

pinpoint = boto3.client("pinpoint", region_name="us-east-1", config=Config(retries={"max_attempts": 1, "mode": "standard"}))
seen = {}


def state(app):
    """All that a restart must keep."""
    segments = pinpoint.get_segments(ApplicationId=app)["SegmentsResponse"]["Item"]
    campaigns = pinpoint.get_campaigns(ApplicationId=app)["CampaignsResponse"]["Item"]
    result = {
        "app": pinpoint.get_app(ApplicationId=app)["ApplicationResponse"],
        "settings": pinpoint.get_application_settings(ApplicationId=app)["ApplicationSettingsResource"],
        "channels": pinpoint.get_channels(ApplicationId=app)["ChannelsResponse"]["Channels"],
        "endpoints": [pinpoint.get_user_endpoints(ApplicationId=app, UserId="u")["EndpointsResponse"]["Item"]],
        "segments": [pinpoint.get_segment_versions(ApplicationId=app, SegmentId=s["Id"])["SegmentsResponse"]["Item"] for s in segments],
        "campaigns": campaigns,
        "activities": [pinpoint.get_campaign_activities(ApplicationId=app, CampaignId=c["Id"])["ActivitiesResponse"]["Item"] for c in campaigns],
        "rate": pinpoint.get_application_date_range_kpi(ApplicationId=app, KpiName="successful-delivery-rate")["ApplicationDateRangeKpiResponse"]["KpiResult"]["Rows"],
    }
    return json.loads(json.dumps(result, default=str))


def register(endpoint, **more):
    pinpoint.update_endpoint(ApplicationId=app, EndpointId=endpoint, EndpointRequest={"Address": f"token-{endpoint}", "ChannelType": "APNS", **more})


def get(endpoint):
    return pinpoint.get_endpoint(ApplicationId=app, EndpointId=endpoint)["EndpointResponse"]


def send(*endpoints):
    return pinpoint.send_messages(ApplicationId=app, MessageRequest={
        "Endpoints": {e: {} for e in endpoints}, "MessageConfiguration": {"APNSMessage": {"Title": "T", "Body": "B"}}})["MessageResponse"]["EndpointResult"]


def campaign(segment, start, **more):
    return pinpoint.create_campaign(ApplicationId=app, WriteCampaignRequest={
        "SegmentId": segment, "Schedule": {"StartTime": start, **more.pop("schedule", {})}, "MessageConfiguration": {"APNSMessage": {"Title": "C", "Body": "B"}}, **more})["CampaignResponse"]["Id"]


def wait(campaign_id, *states):
    for _ in range(300):
        now = pinpoint.get_campaign(ApplicationId=app, CampaignId=campaign_id)["CampaignResponse"]["State"]["CampaignStatus"]
        if now in states:
            return now
        time.sleep(0.05)
    return now


def refusal(call):
    try:
        call()
        return "no error"
    except Exception as e:
        return e.response["Error"]["Message"]


if sys.argv[1] == "after":
    print(json.dumps(state(sys.argv[2])))
    sys.exit()

app = pinpoint.create_app(CreateApplicationRequest={"Name": "behaviour", "tags": {"team": "push"}})["ApplicationResponse"]["Id"]
pinpoint.update_application_settings(ApplicationId=app, WriteApplicationSettingsRequest={"Limits": {"MessagesPerSecond": 5000}})
pinpoint.update_apns_channel(ApplicationId=app, APNSChannelRequest={
    "BundleId": "com.example.app", "TeamId": "TEAM123456", "TokenKeyId": "KEY1234567", "TokenKey": open(f"{sys.argv[2]}/AuthKey.p8").read()})

# One call, repeated with the same invocation id as an SDK does after a lost answer.
same = boto3.client("pinpoint", region_name="us-east-1")


def same_invocation(context, **_):
    context.setdefault("retries", {})["invocation-id"] = "11111111-2222-3333-4444-555555555555"


same.meta.events.register("before-call.pinpoint", same_invocation)
seen["once"] = len({same.create_app(CreateApplicationRequest={"Name": "once"})["ApplicationResponse"]["Id"] for _ in range(3)})
register("repeated")
for _ in range(3):
    same.send_messages(ApplicationId=app, MessageRequest={"Endpoints": {"repeated": {}}, "MessageConfiguration": {"APNSMessage": {"Title": "T", "Body": "B"}}})

# A dead token, an address that moves, opt-out, duplicates.
register("dead")
dead = send("dead")["dead"]
seen["dead"] = [dead["DeliveryStatus"], dead["StatusCode"], get("dead")["EndpointStatus"]]
register("dead", Address="token-alive")
seen["alive"] = get("dead")["EndpointStatus"]
register("first", Address="token-shared")
register("second", Address="token-shared")
seen["moved"] = [get("first")["EndpointStatus"], get("second")["EndpointStatus"]]
register("out", OptOut="ALL")
seen["out"] = send("out")["out"]["DeliveryStatus"]

# Fifteen endpoints of a user, and the sixteenth.
for i in range(16):
    register(f"u-{i:02}", User={"UserId": "u"}, Attributes={"Group": ["sixteen"]}, EffectiveDate=f"2026-01-{i + 1:02}T00:00:00Z")
seen["sixteenth"] = [len(pinpoint.get_user_endpoints(ApplicationId=app, UserId="u")["EndpointsResponse"]["Item"]), get("u-00")["EndpointStatus"], get("u-00")["User"].get("UserId")]
seen["mail"] = refusal(lambda: register("mail", ChannelType="EMAIL", User={"UserId": "u"}))

# Campaigns: scheduled, guarded, changed after they ran.
segment = pinpoint.create_segment(ApplicationId=app, WriteSegmentRequest={"Name": "sixteen", "Dimensions": {"Attributes": {"Group": {"Values": ["sixteen"]}}}})["SegmentResponse"]["Id"]
pinpoint.update_segment(ApplicationId=app, SegmentId=segment, WriteSegmentRequest={"Name": "sixteen again", "Dimensions": {"Attributes": {"Group": {"Values": ["sixteen"]}}}})
soon = datetime.now(timezone(timedelta(hours=5, minutes=30))) + timedelta(seconds=2)
scheduled = campaign(segment, soon.strftime("%Y-%m-%dT%H:%M:%S"), schedule={"Timezone": "UTC+05:30"})
seen["scheduled"] = [pinpoint.get_campaign(ApplicationId=app, CampaignId=scheduled)["CampaignResponse"]["State"]["CampaignStatus"], wait(scheduled, "COMPLETED")]
seen["scheduledCount"] = pinpoint.get_campaign_activities(ApplicationId=app, CampaignId=scheduled)["ActivitiesResponse"]["Item"][0]["SuccessfulEndpointCount"]
guarded = campaign(segment, "IMMEDIATE", tags={"pinpush:max-audience": "3"})
seen["guarded"] = [wait(guarded, "INVALID", "COMPLETED"), pinpoint.get_campaign_activities(ApplicationId=app, CampaignId=guarded)["ActivitiesResponse"]["Item"][0]["ExecutionMetrics"]["Note"]]
seen["edit"] = refusal(lambda: pinpoint.update_campaign(ApplicationId=app, CampaignId=scheduled, WriteCampaignRequest={
    "SegmentId": segment, "Schedule": {"StartTime": "IMMEDIATE"}, "MessageConfiguration": {"APNSMessage": {"Body": "again"}}}))

# Segments that stand on each other, and one whose source goes away.
def on(*sources):
    return {"SegmentGroups": {"Include": "ALL", "Groups": [{"SourceType": "ALL", "Type": "ALL", "SourceSegments": [{"Id": s} for s in sources]}]}}


first_storey = pinpoint.create_segment(ApplicationId=app, WriteSegmentRequest=on(segment))["SegmentResponse"]["Id"]
second_storey = pinpoint.create_segment(ApplicationId=app, WriteSegmentRequest=on(first_storey, first_storey))["SegmentResponse"]["Id"]
seen["circle"] = refusal(lambda: pinpoint.update_segment(ApplicationId=app, SegmentId=first_storey, WriteSegmentRequest=on(second_storey)))
seen["nowhere"] = refusal(lambda: pinpoint.create_segment(ApplicationId=app, WriteSegmentRequest=on("0" * 32)))
tower = first_storey
for _ in range(20):
    try:
        tower = pinpoint.create_segment(ApplicationId=app, WriteSegmentRequest=on(tower))["SegmentResponse"]["Id"]
    except Exception as e:
        seen["tower"] = e.response["Error"]["Message"]
        break
pinpoint.delete_segment(ApplicationId=app, SegmentId=first_storey)
orphan = campaign(second_storey, "IMMEDIATE")
seen["orphan"] = [wait(orphan, "INVALID", "COMPLETED"), pinpoint.get_campaign_activities(ApplicationId=app, CampaignId=orphan)["ActivitiesResponse"]["Item"][0]["ExecutionMetrics"]["Note"]]
pinpoint.delete_campaign(ApplicationId=app, CampaignId=orphan)

seen["repeat"] = refusal(lambda: campaign(segment, "IMMEDIATE", schedule={"Frequency": "DAILY"}))
paused = campaign(segment, "IMMEDIATE", IsPaused=True)
time.sleep(0.5)
seen["paused"] = wait(paused, "PAUSED")
missed = campaign(segment, "2026-01-01T00:00:00Z")
seen["missed"] = [wait(missed, "COMPLETED"), pinpoint.get_campaign_activities(ApplicationId=app, CampaignId=missed)["ActivitiesResponse"]["Item"][0]["Result"]]
first = pinpoint.get_campaigns(ApplicationId=app, PageSize="2")["CampaignsResponse"]
second = pinpoint.get_campaigns(ApplicationId=app, PageSize="2", Token=first["NextToken"])["CampaignsResponse"]
seen["pages"] = [len(first["Item"]), len(second["Item"]), len({c["Id"] for c in first["Item"] + second["Item"]})]

# An update that is acknowledged as PAUSED must not be overtaken by the run that was about to begin.
overtaken = []
for _ in range(20):
    racing = campaign(segment, "IMMEDIATE", tags={"pinpush:max-audience": "1"})
    if refusal(lambda: pinpoint.update_campaign(ApplicationId=app, CampaignId=racing, WriteCampaignRequest={"SegmentId": segment, "IsPaused": True,
            "Schedule": {"StartTime": "IMMEDIATE"}, "MessageConfiguration": {"APNSMessage": {"Body": "paused"}}})) == "no error":
        time.sleep(0.1)
        now = pinpoint.get_campaign(ApplicationId=app, CampaignId=racing)["CampaignResponse"]["State"]["CampaignStatus"]
        if now != "PAUSED":
            overtaken.append(now)
    pinpoint.delete_campaign(ApplicationId=app, CampaignId=racing)
seen["overtaken"] = overtaken
seen["state"] = state(app)
seen["id"] = app
print(json.dumps(seen))
