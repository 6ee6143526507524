"""A small harness: named steps with what AWS would answer. One line of JSON a step; it never stops at a failure."""
import json
import traceback

import boto3
import botocore.config
from botocore.exceptions import ClientError


class Steps:
    def __init__(self, url, account, access_key, secret_key, target):
        self.url, self.account, self.target = url, account, target
        self.keys = (access_key, secret_key, None)

    def client(self, service, region="eu-west-1", keys=None, **config):
        access_key, secret_key, token = keys or self.keys
        config.setdefault("retries", {"max_attempts": 0})
        return boto3.client(
            service, region_name=region, endpoint_url=self.url, aws_access_key_id=access_key, aws_secret_access_key=secret_key,
            aws_session_token=token, config=botocore.config.Config(**config))

    def step(self, name, call, expect=None, error=None, moto=True):
        """expect: a function of the answer that is true, or literal members of the answer. error: (code, status, words of the message)."""
        if self.target == "moto" and not moto:
            return self.tell(name, "skipped", "moto can't")
        answer = None
        try:
            answer = call()
            if error is not None:
                return self.tell(name, "failed", f"no error, but {answer}")
            if callable(expect):
                return self.tell(name, "passed" if expect(answer) else "failed", repr(answer)[:600]) or answer
            wrong = {key: answer.get(key) for key, value in (expect or {}).items() if answer.get(key) != value}
            self.tell(name, "failed" if wrong else "passed", str(wrong))
        except ClientError as refused:
            code = refused.response["Error"].get("Code")
            status = refused.response["ResponseMetadata"]["HTTPStatusCode"]
            message = refused.response["Error"].get("Message", "")
            if error is None:
                self.tell(name, "failed", str(refused))
            elif self.target == "moto":
                self.tell(name, "passed" if code == error[0] else "failed", f"{code} {status}: {message}")
            else:
                right = code == error[0] and status == error[1] and all(word in message for word in error[2:])
                self.tell(name, "passed" if right else "failed", f"{code} {status}: {message}")
        except Exception:
            self.tell(name, "failed", traceback.format_exc()[-600:])
        return answer

    @staticmethod
    def tell(name, outcome, detail):
        print(json.dumps({"Name": name, "Outcome": outcome, "Detail": detail}), flush=True)
