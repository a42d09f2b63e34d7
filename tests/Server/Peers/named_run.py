"""Named runs and keys, with boto3. story FOLDER: sends, destroys, sends again. keys: creates of one key at once."""
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from signed_get import get

pinpoint = boto3.client("pinpoint", region_name="us-east-1", config=Config(retries={"max_attempts": 1, "mode": "standard"}, max_pool_connections=16))


def create_app(name="shop", **tags):
    return pinpoint.create_app(CreateApplicationRequest={"Name": name, "tags": tags})["ApplicationResponse"]


def create_segment(name, values=None, key=None):
    return pinpoint.create_segment(ApplicationId=app, WriteSegmentRequest={
        "Name": name, "tags": {"pinpush:key": key} if key else {},
        "Dimensions": {"Attributes": {"plan": {"AttributeType": "INCLUSIVE", "Values": values}}} if values else {}})["SegmentResponse"]


def request(segment, start="IMMEDIATE", **tags):
    return {"SegmentId": segment, "Schedule": {"StartTime": start}, "MessageConfiguration": {"APNSMessage": {"Title": "C", "Body": "B"}}, "tags": tags}


def ended(campaign):
    """Its state, and the note of its newest run."""
    end = time.monotonic() + 60
    while True:
        state = pinpoint.get_campaign(ApplicationId=app, CampaignId=campaign)["CampaignResponse"]["State"]["CampaignStatus"]
        if state in ("COMPLETED", "INVALID") or time.monotonic() > end:
            break
        time.sleep(0.05)
    activity = pinpoint.get_campaign_activities(ApplicationId=app, CampaignId=campaign)["ActivitiesResponse"]["Item"][0]
    return [state, activity["Result"], activity["ExecutionMetrics"].get("Note")]


def run(label, segment, **more):
    """A campaign to the one endpoint that there is, under a token that tells which campaign reached it."""
    pinpoint.update_endpoint(ApplicationId=app, EndpointId="phone", EndpointRequest={"Address": f"token-{label}", "ChannelType": "APNS"})
    campaign = pinpoint.create_campaign(ApplicationId=app, WriteCampaignRequest=request(segment, **more))["CampaignResponse"]["Id"]
    seen[label] = ended(campaign)
    return campaign


def up():
    app = create_app()["Id"]
    pinpoint.update_apns_channel(ApplicationId=app, APNSChannelRequest={
        "BundleId": "com.example.app", "TeamId": "TEAM123456", "TokenKeyId": "KEY1234567", "TokenKey": open(f"{sys.argv[2]}/AuthKey.p8").read()})
    return app


def outcome(call):
    try:
        return call()["Arn"]
    except ClientError as e:
        return [e.response["Error"]["Code"], e.response["Error"]["Message"]]


seen = {}
if sys.argv[1] == "story":
    app = up()
    everyone, nobody = create_segment("everyone")["Id"], create_segment("nobody", ["none"])["Id"]
    launch = {"pinpush:run": "shop/dev/launch", "pinpush:key": "launch"}
    first = run("first", everyone, **launch)
    seen["sender"] = [app, first]
    run("renamed", everyone, **launch | {"pinpush:key": "renamed"})
    pinpoint.delete_campaign(ApplicationId=app, CampaignId=first)
    pinpoint.delete_app(ApplicationId=app)

    app = up()
    everyone, nobody = create_segment("everyone")["Id"], create_segment("nobody", ["none"])["Id"]
    again = run("again", everyone, **launch)
    run("scheduled", everyone, start=(datetime.now(timezone.utc) + timedelta(seconds=1)).isoformat(timespec="seconds"), **launch | {"pinpush:key": "scheduled"})
    run("unnamed", everyone)
    run("unnamed-too", everyone)
    run("empty", nobody, **{"pinpush:run": "shop/dev/empty"})
    run("after-empty", everyone, **{"pinpush:run": "shop/dev/empty"})
    pinpoint.update_endpoint(ApplicationId=app, EndpointId="other", EndpointRequest={"Address": "token-other", "ChannelType": "APNS"})
    run("too-many", everyone, **{"pinpush:run": "shop/dev/guarded", "pinpush:max-audience": "1"})
    pinpoint.delete_endpoint(ApplicationId=app, EndpointId="other")
    run("after-too-many", everyone, **{"pinpush:run": "shop/dev/guarded", "pinpush:max-audience": "1"})

    pinpoint.update_endpoint(ApplicationId=app, EndpointId="phone", EndpointRequest={"Address": "token-on-purpose", "ChannelType": "APNS"})
    pinpoint.tag_resource(ResourceArn=pinpoint.get_campaign(ApplicationId=app, CampaignId=again)["CampaignResponse"]["Arn"], TagsModel={"tags": {"pinpush:run": "shop/dev/second"}})
    pinpoint.update_campaign(ApplicationId=app, CampaignId=again, WriteCampaignRequest=request(everyone))
    seen["on-purpose"] = ended(again)
    seen["run"], seen["none"] = json.loads(get("/pinpush/runs?run=shop%2Fdev%2Flaunch")), json.loads(get("/pinpush/runs?run=other"))
else:
    with ThreadPoolExecutor(16) as pool:
        def race(create):
            return [f.result() for f in [pool.submit(outcome, create) for _ in range(16)]]

        seen["apps"] = race(lambda: create_app(**{"pinpush:key": "k"}))
        app = create_app("other")["Id"]
        seen["segments"] = race(lambda: create_segment("all", key="k"))
        segment = create_segment("unkeyed")
        paused = request(segment["Id"], **{"pinpush:key": "k"}) | {"IsPaused": True}
        create = lambda: pinpoint.create_campaign(ApplicationId=app, WriteCampaignRequest=paused)["CampaignResponse"]
        seen["campaigns"] = race(create)
    tag = lambda tags: pinpoint.tag_resource(ResourceArn=segment["Arn"], TagsModel={"tags": tags}) and segment
    seen["tag"] = [outcome(lambda: tag({"pinpush:key": "k"})), outcome(lambda: tag({"pinpush:key": "free"})), outcome(lambda: tag({"pinpush:key": "free", "team": "push"}))]
    first = app
    app = create_app("third")["Id"]
    seen["elsewhere"] = outcome(lambda: create_segment("all", key="k"))  # in another app
    pinpoint.delete_segment(ApplicationId=first, SegmentId=next(a for a in seen["segments"] if isinstance(a, str)).split("/")[-1])
    app = first
    seen["freed"] = outcome(lambda: create_segment("all", key="k"))
print(json.dumps(seen))
