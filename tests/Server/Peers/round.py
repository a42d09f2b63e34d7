"""One full round and the errors, with boto3. Prints what each error arrived as."""
import json
import os
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

once = Config(retries={"max_attempts": 1, "mode": "standard"})
pinpoint = boto3.client("pinpoint", region_name="eu-west-1", config=once)
read = lambda name: open(f"{sys.argv[1]}/{name}").read()
seen = {}

app = pinpoint.create_app(CreateApplicationRequest={"Name": "Ärger & Ruhe / 1", "tags": {"a": "1"}})["ApplicationResponse"]
pinpoint.tag_resource(ResourceArn=app["Arn"], TagsModel={"tags": {"b": "2"}})
pinpoint.untag_resource(ResourceArn=app["Arn"], TagKeys=["a"])
seen["tags"] = pinpoint.list_tags_for_resource(ResourceArn=app["Arn"])["TagsModel"]["tags"]
seen["region"] = app["Arn"].split(":")[3]
pinpoint.update_apns_sandbox_channel(ApplicationId=app["Id"], APNSSandboxChannelRequest={
    "BundleId": "com.example.app", "TeamId": "TEAM123456", "TokenKeyId": "KEY1234567", "TokenKey": read("AuthKey.p8")})
pinpoint.update_gcm_channel(ApplicationId=app["Id"], GCMChannelRequest={"ServiceJson": read("service-account.json")})
channels = pinpoint.get_channels(ApplicationId=app["Id"])["ChannelsResponse"]["Channels"]
seen["channels"] = sorted(channels)
endpoint = "user@ex.com/1 2:é"
pinpoint.update_endpoint(ApplicationId=app["Id"], EndpointId=endpoint, EndpointRequest={"Address": "0a" * 32, "ChannelType": "APNS_SANDBOX", "User": {"UserId": "u/1"}})
pinpoint.update_endpoint(ApplicationId=app["Id"], EndpointId=endpoint.upper(), EndpointRequest={"Attributes": {"Plan": ["pro"]}})
got = pinpoint.get_endpoint(ApplicationId=app["Id"], EndpointId=endpoint)["EndpointResponse"]
seen["endpoint"] = [got["Id"], got["Address"], got["Attributes"], got["User"]["UserId"]]
seen["user"] = [e["Id"] for e in pinpoint.get_user_endpoints(ApplicationId=app["Id"], UserId="u/1")["EndpointsResponse"]["Item"]]
sent = pinpoint.send_messages(ApplicationId=app["Id"], MessageRequest={
    "Addresses": {"fcm-token": {"ChannelType": "GCM"}, "mail@example.com": {"ChannelType": "EMAIL"}}, "Endpoints": {endpoint: {"TitleOverride": "Yours"}},
    "MessageConfiguration": {"DefaultPushNotificationMessage": {"Title": "T", "Body": "Hi {{name}}", "Substitutions": {"name": ["Ann"]}}}})["MessageResponse"]
seen["sent"] = [sent["Result"]["fcm-token"]["StatusCode"], sent["Result"]["mail@example.com"]["DeliveryStatus"], sent["EndpointResult"][endpoint]["DeliveryStatus"]]
segment = pinpoint.create_segment(ApplicationId=app["Id"], WriteSegmentRequest={"Name": "s", "Dimensions": {"Attributes": {"Plan": {"Values": ["pro"]}}}})["SegmentResponse"]
seen["version"] = pinpoint.update_segment(ApplicationId=app["Id"], SegmentId=segment["Id"], WriteSegmentRequest={"Name": "s2"})["SegmentResponse"]["Version"]
seen["old"] = pinpoint.get_segment_version(ApplicationId=app["Id"], SegmentId=segment["Id"], Version="1")["SegmentResponse"]["Name"]
pinpoint.delete_endpoint(ApplicationId=app["Id"], EndpointId=endpoint)


def same_invocation(context, **_):
    """What botocore does by itself when it repeats a call after a lost answer."""
    context.setdefault("retries", {})["invocation-id"] = "11111111-2222-3333-4444-555555555555"


same = boto3.client("pinpoint", region_name="us-east-1", config=once)
same.meta.events.register("before-call.pinpoint", same_invocation)
seen["once"] = len({same.create_app(CreateApplicationRequest={"Name": "once"})["ApplicationResponse"]["Id"] for _ in range(3)})


def error(name, call):
    try:
        call()
        seen[name] = "no error"
    except Exception as e:
        # Of an error that no operation has, botocore knows the code alone.
        seen[name] = [e.response["Error"]["Code"] if type(e) is ClientError else type(e).__name__, getattr(e, "response", {}).get("Error", {}).get("Message", str(e))]


good = {"MessageConfiguration": {"DefaultMessage": {"Body": "x"}}}
error("unknown app", lambda: pinpoint.get_app(ApplicationId="0" * 32))
error("empty app", lambda: pinpoint.get_app(ApplicationId=""))
error("unknown endpoint", lambda: pinpoint.get_endpoint(ApplicationId=app["Id"], EndpointId=endpoint))
error("unknown version", lambda: pinpoint.get_segment_version(ApplicationId=app["Id"], SegmentId=segment["Id"], Version="9"))
error("missing address", lambda: pinpoint.update_endpoint(ApplicationId=app["Id"], EndpointId="new", EndpointRequest={"ChannelType": "APNS", "OptOut": "NONE"}))
error("wrong word", lambda: pinpoint.update_endpoint(ApplicationId=app["Id"], EndpointId="new", EndpointRequest={"Address": "a", "ChannelType": "NOPE"}))
error("101 recipients", lambda: pinpoint.send_messages(ApplicationId=app["Id"], MessageRequest={**good, "Addresses": {f"t{i}": {"ChannelType": "GCM"} for i in range(101)}}))
error("no recipient", lambda: pinpoint.send_messages(ApplicationId=app["Id"], MessageRequest=good))
error("not served", lambda: pinpoint.list_journeys(ApplicationId=app["Id"]))
error("metric criterion", lambda: pinpoint.create_segment(ApplicationId=app["Id"], WriteSegmentRequest={"Dimensions": {"Metrics": {"age": {"ComparisonOperator": "EQUAL", "Value": 1.0}}}}))
error("bad key", lambda: pinpoint.update_apns_channel(ApplicationId=app["Id"], APNSChannelRequest={"TokenKey": "SECRET-not-a-key", "TokenKeyId": "K", "TeamId": "T", "BundleId": "b"}))
error("bad certificate", lambda: pinpoint.update_apns_channel(ApplicationId=app["Id"], APNSChannelRequest={"Certificate": "SECRET-not-a-certificate"}))
error("bad service account", lambda: pinpoint.update_gcm_channel(ApplicationId=app["Id"], GCMChannelRequest={"ServiceJson": "{SECRET-not json"}))
error("too large", lambda: pinpoint.update_endpoint(ApplicationId=app["Id"], EndpointId="big", EndpointRequest={"Address": "a" * 8_000_000, "ChannelType": "APNS"}))
error("wrong key", lambda: boto3.client("pinpoint", region_name="us-east-1", aws_secret_access_key="wrong", aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"], config=once).get_apps())
error("unknown key", lambda: boto3.client("pinpoint", region_name="us-east-1", aws_secret_access_key="x", aws_access_key_id="AKIAUNKNOWN", config=once).get_apps())


def expired():
    client = boto3.client("pinpoint", region_name="us-east-1", config=once)
    import botocore.auth
    import datetime
    real = botocore.auth.get_current_datetime
    botocore.auth.get_current_datetime = lambda *a, **k: real(*a, **k) - datetime.timedelta(hours=1)
    try:
        client.get_apps()
    finally:
        botocore.auth.get_current_datetime = real


error("expired", expired)


def malformed():
    client = boto3.client("pinpoint", region_name="us-east-1", config=once)
    client.meta.events.register("before-sign", lambda request, **_: setattr(request, "data", b'{"Name": '))
    client.create_app(CreateApplicationRequest={"Name": "x"})


error("malformed", malformed)
pinpoint.delete_gcm_channel(ApplicationId=app["Id"])
pinpoint.delete_app(ApplicationId=app["Id"])
error("deleted app", lambda: pinpoint.get_app(ApplicationId=app["Id"]))
print(json.dumps(seen))
