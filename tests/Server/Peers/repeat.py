"""One SendMessages as an SDK repeats it. setup FOLDER: an app with an APNs channel. send APP INVOCATION TOKEN: the send; prints what came back."""
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

pinpoint = boto3.client("pinpoint", region_name="us-east-1", config=Config(retries={"max_attempts": 1, "mode": "standard"}))
if sys.argv[1] == "setup":
    app = pinpoint.create_app(CreateApplicationRequest={"Name": "repeat"})["ApplicationResponse"]["Id"]
    pinpoint.update_apns_channel(ApplicationId=app, APNSChannelRequest={
        "BundleId": "com.example.app", "TeamId": "TEAM123456", "TokenKeyId": "KEY1234567", "TokenKey": open(f"{sys.argv[2]}/AuthKey.p8").read()})
    print(app)
    sys.exit()

_, _, app, invocation, token = sys.argv
pinpoint.meta.events.register("before-call.pinpoint", lambda context, **_: context.setdefault("retries", {}).update({"invocation-id": invocation}))
try:
    answer = pinpoint.send_messages(ApplicationId=app, MessageRequest={
        "Addresses": {token: {"ChannelType": "APNS"}}, "MessageConfiguration": {"APNSMessage": {"Title": "T", "Body": "B"}}})
    print(json.dumps(answer["MessageResponse"]["Result"][token]))
except ClientError as e:
    print(json.dumps(e.response["Error"]))
except BotoCoreError:
    print(json.dumps({"Code": "no answer"}))
