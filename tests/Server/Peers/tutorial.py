"""The tutorial of a push app, step by step, with boto3 and the aws command. Prints one JSON document of what each step answered."""
import base64
import json
import subprocess
import sys
import time
import uuid
from datetime import datetime, timezone

import boto3
from botocore.exceptions import ParamValidationError

folder = sys.argv[1]
pinpoint = boto3.client("pinpoint", region_name="us-east-1")
seen = {}


def read(name, mode="r"):
    with open(f"{folder}/{name}", mode) as file:
        return file.read()


def aws(*arguments):
    done = subprocess.run(["aws", "pinpoint", *arguments], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


app = pinpoint.create_app(CreateApplicationRequest={"Name": "tutorial"})["ApplicationResponse"]["Id"]
seen["app"] = app

# Channels: .p8 key by the aws command, certificate by boto3, FCM server key by the aws command, service account by boto3.
seen["token"] = aws("update-apns-channel", "--application-id", app, "--apns-channel-request", json.dumps({
    "BundleId": "com.yourcompany.yourapp", "TeamId": "TEAM123456", "TokenKey": read("AuthKey.p8"), "TokenKeyId": "KEY1234567", "Enabled": True}))
seen["certificate"] = pinpoint.update_apns_channel(ApplicationId=app, APNSChannelRequest={
    "Certificate": base64.b64encode(read("push-cert.p12", "rb")).decode(), "PrivateKey": "YOUR_PRIVATE_KEY",
    "BundleId": "com.yourcompany.yourapp", "Enabled": True})["APNSChannelResponse"]
seen["serverKey"] = aws("update-gcm-channel", "--application-id", app, "--gcm-channel-request", json.dumps({"ApiKey": "YOUR_FCM_SERVER_KEY", "Enabled": True}))


def register_device(user_id, device_token, platform):
    pinpoint.update_endpoint(ApplicationId=app, EndpointId=device_token, EndpointRequest={
        "Address": device_token, "ChannelType": "APNS" if platform == "ios" else "GCM",
        "User": {"UserId": user_id}, "Attributes": {"Platform": [platform]}})


register_device("user-123", "device-token-abc", "ios")
register_device("user-456", "device-token-def", "android")


def send(user_id, apns, gcm):
    return pinpoint.send_users_messages(ApplicationId=app, SendUsersMessageRequest={
        "Users": {user_id: {}}, "MessageConfiguration": {"APNSMessage": apns, "GCMMessage": gcm}})["SendUsersMessageResponse"]["Result"]


def direct(user_id):
    message = {"Action": "OPEN_APP", "Title": "New Message", "Body": "You have a new message from Alice", "SilentPush": False,
               "Data": {"messageId": "789", "screen": "chat"}}
    return send(user_id, {**message, "Sound": "default", "Badge": 1}, {**message, "Sound": "default", "Priority": "high"})


seen["deadKey"] = direct("user-456")
pinpoint.update_gcm_channel(ApplicationId=app, GCMChannelRequest={"ServiceJson": read("service-account.json"), "DefaultAuthenticationMethod": "TOKEN", "Enabled": True})
seen["direct"] = [direct("user-123"), direct("user-456")]

rich = {"Action": "URL", "Title": "Flash Sale!", "Body": "50% off all premium plans. Tap to learn more.", "Sound": "default",
        "Data": {"url": "myapp://promotions/flash-sale", "action_type": "deep_link"}}
image = "https://yourdomain.com/images/sale-banner.jpg"
seen["rich"] = [send(user, {**rich, "MediaUrl": image, "Category": "ACTIONABLE"}, {**rich, "ImageUrl": image, "Priority": "high"}) for user in ("user-123", "user-456")]

silent = {"SilentPush": True, "Data": {"action": "sync", "resource": "messages"}}
seen["silent"] = [send(user, silent, {**silent, "Priority": "normal"}) for user in ("user-123", "user-456")]

segment = pinpoint.create_segment(ApplicationId=app, WriteSegmentRequest={"Name": "everyone on a phone", "Dimensions": {
    "Attributes": {"Platform": {"AttributeType": "INCLUSIVE", "Values": ["ios", "android"]}}}})["SegmentResponse"]["Id"]


def campaign(apns_extra, gcm_extra):
    message = {"Action": "OPEN_APP", "Title": "Hello", "Body": "A campaign"}
    return pinpoint.create_campaign(ApplicationId=app, WriteCampaignRequest={
        "Name": "hello", "SegmentId": segment, "Schedule": {"StartTime": "IMMEDIATE"},
        "MessageConfiguration": {"APNSMessage": {**message, **apns_extra}, "GCMMessage": {**message, **gcm_extra}}})["CampaignResponse"]


try:
    campaign({"Sound": "default"}, {"Sound": "default", "Priority": "high"})
    seen["refused"] = None
except ParamValidationError as error:
    seen["refused"] = str(error)
created = campaign({}, {})
seen["created"] = created["State"]["CampaignStatus"]
until = time.monotonic() + 60
while True:
    state = pinpoint.get_campaign(ApplicationId=app, CampaignId=created["Id"])["CampaignResponse"]["State"]["CampaignStatus"]
    if state == "COMPLETED" or time.monotonic() > until:
        break
    time.sleep(0.05)
seen["campaign"] = {"id": created["Id"], "state": state}
activity = pinpoint.get_campaign_activities(ApplicationId=app, CampaignId=created["Id"])["ActivitiesResponse"]["Item"][0]
seen["activity"] = activity

now = datetime.now(timezone.utc).isoformat()
attributes = {"campaign_id": created["Id"], "campaign_activity_id": activity["Id"], "treatment_id": "0"}
seen["opened"] = pinpoint.put_events(ApplicationId=app, EventsRequest={"BatchItem": {"device-token-abc": {"Endpoint": {}, "Events": {
    str(uuid.uuid4()): {"EventType": "_campaign.opened_notification", "Timestamp": now, "Attributes": attributes}}}}})["EventsResponse"]["Results"]


def rows(**range_):
    return pinpoint.get_application_date_range_kpi(ApplicationId=app, KpiName=range_.pop("name", "push-open-rate"), **range_)["ApplicationDateRangeKpiResponse"]["KpiResult"]["Rows"]


seen["openRate"] = rows()
seen["deliveryRate"] = rows(name="successful-delivery-rate")
seen["unique"] = rows(name="unique-deliveries-grouped-by-campaign")
seen["longAgo"] = rows(StartTime="2026-02-01T00:00:00Z", EndTime="2026-02-12T00:00:00Z")
print(json.dumps(seen, default=str))
