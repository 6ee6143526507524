"""A key of KMS from its making to its end, through boto3: python3 keys.py URL ACCOUNT ACCESS_KEY SECRET_KEY localaws|moto"""
import json
import sys

from steps import Steps

url, account, access_key, secret_key, target = sys.argv[1:6]
run = Steps(url, account, access_key, secret_key, target)
step = run.step
kms, elsewhere = run.client("kms"), run.client("kms", "us-east-1")


def key_policy(principal=f"arn:aws:iam::{account}:root", action="kms:*", **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": principal}, "Action": action, "Resource": "*", **more}]})


# Made, and named in four ways
made = step("kms:CreateKey", lambda: kms.create_key(Description="trail"), lambda a: a["KeyMetadata"]["KeyState"] == "Enabled" and a["KeyMetadata"]["KeyManager"] == "CUSTOMER"
            and a["KeyMetadata"]["KeySpec"] == "SYMMETRIC_DEFAULT" and a["KeyMetadata"]["EncryptionAlgorithms"] == ["SYMMETRIC_DEFAULT"] and a["KeyMetadata"]["Arn"].startswith(f"arn:aws:kms:eu-west-1:{account}:key/"))
key, arn = made["KeyMetadata"]["KeyId"], made["KeyMetadata"]["Arn"]
alias = f"arn:aws:kms:eu-west-1:{account}:alias/team/trail"
step("kms:CreateAlias", lambda: kms.create_alias(AliasName="alias/team/trail", TargetKeyId=key))
step("kms:CreateAlias again", lambda: kms.create_alias(AliasName="alias/team/trail", TargetKeyId=arn), error=("AlreadyExistsException", 400, f"An alias with the name {alias} already exists"))
step("kms:CreateAlias, bad name", lambda: kms.create_alias(AliasName="team", TargetKeyId=key), error=("InvalidAliasNameException", 400), moto=False)
step("kms:CreateAlias, AWS's", lambda: kms.create_alias(AliasName="alias/aws/mine", TargetKeyId=key), error=("NotAuthorizedException", 400), moto=False)
for kind, name in (("id", key), ("ARN", arn), ("alias", "alias/team/trail"), ("alias ARN", alias)):
    step(f"kms:DescribeKey by {kind}", lambda: kms.describe_key(KeyId=name), lambda a: a["KeyMetadata"]["Arn"] == arn and a["KeyMetadata"]["Description"] == "trail")
step("kms:ListKeys", kms.list_keys, lambda a: {"KeyId": key, "KeyArn": arn} in a["Keys"] and not a["Truncated"])
step("kms:ListAliases of a key", lambda: kms.list_aliases(KeyId=key), lambda a: [(x["AliasName"], x["AliasArn"], x["TargetKeyId"]) for x in a["Aliases"]] == [("alias/team/trail", alias, key)])

# What is not there
step("kms:DescribeKey, no name", lambda: kms.describe_key(KeyId="no key"), error=("NotFoundException", 400, "Invalid keyId 'no key'"), moto=False)
step("kms:DescribeKey, none", lambda: kms.describe_key(KeyId="12345678-1234-1234-1234-123456789012"), error=("NotFoundException", 400, f"Key 'arn:aws:kms:eu-west-1:{account}:key/12345678-1234-1234-1234-123456789012' does not exist"))
step("kms:DescribeKey, no alias", lambda: kms.describe_key(KeyId="alias/none"), error=("NotFoundException", 400, f"Alias arn:aws:kms:eu-west-1:{account}:alias/none is not found."))
step("kms:DescribeKey, in another region", lambda: elsewhere.describe_key(KeyId=key), error=("NotFoundException", 400))
step("kms:DescribeKey, of another region", lambda: elsewhere.describe_key(KeyId=arn), error=("NotFoundException", 400, "Invalid arn eu-west-1"), moto=False)
step("kms:DisableKey by alias", lambda: kms.disable_key(KeyId="alias/team/trail"), error=("NotFoundException", 400, "Invalid keyId 'alias/team/trail'"))
step("kms:CreateKey, no such kind", lambda: kms.create_key(KeySpec="AES"), error=("ValidationException", 400))

# Policies
step("kms:GetKeyPolicy", lambda: kms.get_key_policy(KeyId=key, PolicyName="default"), lambda a: json.loads(a["Policy"])["Statement"] == [
    {"Sid": "Enable IAM User Permissions", "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": "kms:*", "Resource": "*"}])
step("kms:PutKeyPolicy", lambda: kms.put_key_policy(KeyId=arn, PolicyName="default", Policy=key_policy()))
step("kms:GetKeyPolicy as put", lambda: kms.get_key_policy(KeyId=arn), lambda a: a["Policy"] == key_policy(), moto=False)
for kind, document in (("no JSON", "{"), ("nobody", key_policy(principal=f"arn:aws:iam::{account}:role/none")), ("locking out", key_policy(action="kms:Decrypt"))):
    step(f"kms:PutKeyPolicy, {kind}", lambda: kms.put_key_policy(KeyId=arn, Policy=document), error=("MalformedPolicyDocumentException", 400), moto=False)
step("kms:CreateKey, locking out", lambda: kms.create_key(Policy=key_policy(action="kms:Decrypt")), error=("MalformedPolicyDocumentException", 400, "The new key policy will not allow you to update the key policy in the future."), moto=False)
step("kms:GetKeyPolicy, another name", lambda: kms.get_key_policy(KeyId=key, PolicyName="other"), error=("NotFoundException", 400, "No such policy exists"))

# Data keys
context = {"aws:cloudtrail:arn": f"arn:aws:cloudtrail:eu-west-1:{account}:trail/audit", "a": "b"}
data = step("kms:GenerateDataKey", lambda: kms.generate_data_key(KeyId="alias/team/trail", KeySpec="AES_256", EncryptionContext=context), lambda a: a["KeyId"] == arn and len(a["Plaintext"]) == 32)
step("kms:Decrypt", lambda: kms.decrypt(CiphertextBlob=data["CiphertextBlob"], EncryptionContext=dict(reversed(context.items()))), lambda a: a["KeyId"] == arn and a["Plaintext"] == data["Plaintext"])
step("kms:Decrypt by alias", lambda: kms.decrypt(CiphertextBlob=data["CiphertextBlob"], EncryptionContext=context, KeyId=alias), lambda a: a["Plaintext"] == data["Plaintext"])
step("kms:Decrypt, other context", lambda: kms.decrypt(CiphertextBlob=data["CiphertextBlob"]), error=("InvalidCiphertextException", 400))
step("kms:Decrypt, no ciphertext", lambda: kms.decrypt(CiphertextBlob=b"nonsense"), error=("InvalidCiphertextException", 400), moto=False)
step("kms:Decrypt elsewhere", lambda: elsewhere.decrypt(CiphertextBlob=data["CiphertextBlob"], EncryptionContext=context), error=("AccessDeniedException", 400, "The ciphertext refers to a customer master key that does not exist"))
other = step("kms:CreateKey, a second", kms.create_key, lambda a: a["KeyMetadata"]["Arn"] != arn)["KeyMetadata"]["KeyId"]
step("kms:Decrypt, another key", lambda: kms.decrypt(CiphertextBlob=data["CiphertextBlob"], EncryptionContext=context, KeyId=other), error=("IncorrectKeyException", 400), moto=False)
step("kms:GenerateDataKey, no size", lambda: kms.generate_data_key(KeyId=key), error=("ValidationException", 400))

# Rotation
step("kms:GetKeyRotationStatus, off", lambda: kms.get_key_rotation_status(KeyId=key), {"KeyRotationEnabled": False})
step("kms:EnableKeyRotation", lambda: kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=90))
step("kms:GetKeyRotationStatus, on", lambda: kms.get_key_rotation_status(KeyId=arn), lambda a: a["KeyRotationEnabled"] and (target == "moto" or a["RotationPeriodInDays"] == 90))
step("kms:DisableKeyRotation", lambda: kms.disable_key_rotation(KeyId=key))
step("kms:GetKeyRotationStatus, off again", lambda: kms.get_key_rotation_status(KeyId=key), {"KeyRotationEnabled": False})
signing = step("kms:CreateKey to sign", lambda: kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY"), lambda a: "EncryptionAlgorithms" not in a["KeyMetadata"])["KeyMetadata"]["KeyId"]
step("kms:EnableKeyRotation of one that signs", lambda: kms.enable_key_rotation(KeyId=signing), error=("UnsupportedOperationException", 400), moto=False)

# Its states
step("kms:DisableKey", lambda: kms.disable_key(KeyId=key))
step("kms:DescribeKey, disabled", lambda: kms.describe_key(KeyId=key)["KeyMetadata"], {"KeyState": "Disabled", "Enabled": False})
step("kms:GenerateDataKey, disabled", lambda: kms.generate_data_key(KeyId=key, KeySpec="AES_256"), error=("DisabledException", 400, f"{arn} is disabled."), moto=False)
step("kms:Decrypt, disabled", lambda: kms.decrypt(CiphertextBlob=data["CiphertextBlob"], EncryptionContext=context), error=("DisabledException", 400), moto=False)
step("kms:EnableKeyRotation, disabled", lambda: kms.enable_key_rotation(KeyId=key), error=("DisabledException", 400), moto=False)
step("kms:EnableKey", lambda: kms.enable_key(KeyId=key))
step("kms:Decrypt, enabled again", lambda: kms.decrypt(CiphertextBlob=data["CiphertextBlob"], EncryptionContext=context), lambda a: a["Plaintext"] == data["Plaintext"])
step("kms:CancelKeyDeletion, not asked for", lambda: kms.cancel_key_deletion(KeyId=key), error=("KMSInvalidStateException", 400, f"{arn} is not pending deletion."), moto=False)
step("kms:ScheduleKeyDeletion, too soon", lambda: kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=6), error=("ValidationException", 400), moto=False)
step("kms:ScheduleKeyDeletion", lambda: kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7), lambda a: a["KeyId"] == (key if target == "moto" else arn) and a["DeletionDate"])
step("kms:DescribeKey, pending", lambda: kms.describe_key(KeyId=key)["KeyMetadata"], lambda a: a["KeyState"] == "PendingDeletion" and a["DeletionDate"])
for name, operation in (("EnableKey", kms.enable_key), ("DisableKey", kms.disable_key), ("ScheduleKeyDeletion", kms.schedule_key_deletion), ("EnableKeyRotation", kms.enable_key_rotation)):
    step(f"kms:{name}, pending", lambda: operation(KeyId=key), error=("KMSInvalidStateException", 400, f"{arn} is pending deletion."), moto=False)
step("kms:GenerateDataKey, pending", lambda: kms.generate_data_key(KeyId=key, NumberOfBytes=16), error=("KMSInvalidStateException", 400), moto=False)
step("kms:CreateAlias, pending", lambda: kms.create_alias(AliasName="alias/late", TargetKeyId=key), error=("KMSInvalidStateException", 400), moto=False)
step("kms:GetKeyPolicy, pending", lambda: kms.get_key_policy(KeyId=key, PolicyName="default"), lambda a: a["Policy"])
step("kms:CancelKeyDeletion", lambda: kms.cancel_key_deletion(KeyId=key))
step("kms:DescribeKey, back", lambda: kms.describe_key(KeyId=key)["KeyMetadata"], lambda a: a["KeyState"] == "Disabled" and "DeletionDate" not in a)

# Aliases move and go
step("kms:UpdateAlias", lambda: kms.update_alias(AliasName="alias/team/trail", TargetKeyId=other))
step("kms:DescribeKey by the moved alias", lambda: kms.describe_key(KeyId="alias/team/trail"), lambda a: a["KeyMetadata"]["KeyId"] == other)
step("kms:UpdateAlias to another kind", lambda: kms.update_alias(AliasName="alias/team/trail", TargetKeyId=signing), error=("ValidationException", 400), moto=False)
step("kms:DeleteAlias", lambda: kms.delete_alias(AliasName="alias/team/trail"))
step("kms:DeleteAlias again", lambda: kms.delete_alias(AliasName="alias/team/trail"), error=("NotFoundException", 400))
