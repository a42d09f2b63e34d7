"""FOLDER APP: what public samples and guides tell people to call, with boto3, and what it reads back. APP has an endpoint that was sent with nulls."""
import datetime
import json
import subprocess
import sys
import time

import boto3
from botocore.config import Config

pinpoint = boto3.client("pinpoint", region_name="us-east-1", config=Config(retries={"max_attempts": 1, "mode": "standard"}))
seen = {}
app = sys.argv[2]
pinpoint.update_gcm_channel(ApplicationId=app, GCMChannelRequest={"ServiceJson": open(f"{sys.argv[1]}/service-account.json").read()})
for i in range(5):
    pinpoint.update_endpoint(ApplicationId=app, EndpointId=f"c{i}", EndpointRequest={
        "Address": f"token-c{i}", "ChannelType": "GCM", "Attributes": {"Plan": ["pro" if i == 0 else "free"]}})


def wait(campaign):
    end = time.monotonic() + 60
    while True:
        now = pinpoint.get_campaign(ApplicationId=app, CampaignId=campaign)["CampaignResponse"]
        if now["State"]["CampaignStatus"] == "COMPLETED" or time.monotonic() > end:
            return now
        time.sleep(0.05)


def delivered(campaign):
    wait(campaign)
    return pinpoint.get_campaign_activities(ApplicationId=app, CampaignId=campaign)["ActivitiesResponse"]["Item"][0]["SuccessfulEndpointCount"]


def campaign(**more):
    return pinpoint.create_campaign(ApplicationId=app, WriteCampaignRequest={
        "Name": "sale", "SegmentId": segment, "MessageConfiguration": {"GCMMessage": {"Title": "T", "Body": "B"}},
        "Schedule": {"StartTime": "IMMEDIATE"}, **more})["CampaignResponse"]


def update(campaign_id, **change):
    return pinpoint.update_campaign(ApplicationId=app, CampaignId=campaign_id, WriteCampaignRequest=change)["CampaignResponse"]


# The guide to tagging calls it so.
segment = pinpoint.create_segment(ApplicationId=app, WriteSegmentRequest={
    "Name": "pro", "Dimensions": {"Attributes": {"Plan": {"AttributeType": "INCLUSIVE", "Values": ["pro"]}}}})["SegmentResponse"]["Id"]
tagged = pinpoint.update_segment(ApplicationId=app, SegmentId=segment, WriteSegmentRequest={"tags": {"Stack": "Prod"}})["SegmentResponse"]
renamed = pinpoint.update_segment(ApplicationId=app, SegmentId=segment, WriteSegmentRequest={"Name": "still pro"})["SegmentResponse"]
seen["segment"] = [tagged["Dimensions"], renamed["Dimensions"], renamed["Name"], renamed["tags"]]
sent = campaign(Schedule={"StartTime": "IMMEDIATE", "IsLocalTime": False, "Timezone": "utc"})
seen["reached"] = delivered(sent["Id"])

# A sample pauses campaigns with IsPaused alone.
start = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)).isoformat()
later = campaign(Schedule={"StartTime": start, "Timezone": "UTC-4"}, IsPaused=False)
seen["paused"] = [update(later["Id"], **change)["State"]["CampaignStatus"] for change in ({"IsPaused": True}, {"Name": "x"}, {"IsPaused": False})]
seen["schedule"] = pinpoint.get_campaign(ApplicationId=app, CampaignId=sent["Id"])["CampaignResponse"]["Schedule"]
seen["empties"] = {k: sent.get(k) for k in ("tags", "TemplateConfiguration", "AdditionalTreatments", "Limits", "HoldoutPercent")}
seen["settings"] = {k: v for k, v in pinpoint.get_application_settings(ApplicationId=app)["ApplicationSettingsResource"].items() if k != "ApplicationId"}

# What is read back must be readable, here and by the command.
seen["endpoint"] = {k: v for k, v in pinpoint.get_endpoint(ApplicationId=app, EndpointId="null")["EndpointResponse"].items() if k in ("Attributes", "Metrics", "User")}
seen["user"] = [e["Id"] for e in pinpoint.get_user_endpoints(ApplicationId=app, UserId="nobody")["EndpointsResponse"]["Item"]]
kpi = pinpoint.get_application_date_range_kpi(ApplicationId=app, KpiName="unique-deliveries")["ApplicationDateRangeKpiResponse"]
seen["kpi"] = [(kpi["EndTime"] - kpi["StartTime"]).days, kpi["EndTime"].utcoffset().total_seconds()]
raw = subprocess.run(["aws", "pinpoint", "get-endpoint", "--application-id", app, "--endpoint-id", "null"], capture_output=True, text=True)
seen["command"] = raw.returncode
print(json.dumps(seen, default=str))
