"""What a team does with AWS in a day, through boto3: python3 session.py URL ACCOUNT ACCESS_KEY SECRET_KEY localaws|moto"""
import gzip
import json
import sys
import time
import urllib.request

from steps import Steps

url, account, access_key, secret_key, target = sys.argv[1:6]
run = Steps(url, account, access_key, secret_key, target)
step = run.step
iam, sts = run.client("iam", "us-east-1"), run.client("sts")
trails, history = run.client("cloudtrail"), run.client("cloudtrail", "us-east-1")
s3, s3_us = run.client("s3"), run.client("s3", "us-east-1")


def policy(*actions, effect="Allow", resource="*", **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": effect, "Action": list(actions), "Resource": resource, **more}]})


def keys_of(answer):
    credentials = answer["Credentials"]
    return credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]


def admin(path, body):
    request = urllib.request.Request(url + "/_localaws/" + path, data=json.dumps(body).encode(), method="POST")
    return urllib.request.urlopen(request).read()


trust = json.dumps({"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]}]})
role_arn = f"arn:aws:iam::{account}:role/ci/deployer"

# Who am I
step("sts:GetCallerIdentity", sts.get_caller_identity, {"Account": account})
step("sts:GetAccessKeyInfo", lambda: sts.get_access_key_info(AccessKeyId=access_key), {"Account": account})
step("sts:wrong secret", run.client("sts", keys=(access_key, "wrong", None)).get_caller_identity, error=("SignatureDoesNotMatch", 403, "does not match the signature you provided"), moto=False)
step("sts:unknown key", run.client("sts", keys=("AKIAAAAAAAAAAAAAAAAA", "x", None)).get_caller_identity, error=("InvalidClientTokenId", 403, "security token included in the request is invalid"), moto=False)
step("s3:unknown key", run.client("s3", keys=("AKIAAAAAAAAAAAAAAAAA", "x", None)).list_buckets, error=("InvalidAccessKeyId", 403), moto=False)
step("cloudtrail:wrong secret", run.client("cloudtrail", keys=(access_key, "wrong", None)).describe_trails, error=("InvalidSignatureException", 400), moto=False)

# terraform plan and apply of a role
step("iam:GetRole before", lambda: iam.get_role(RoleName="deployer"), error=("NoSuchEntity", 404, "The role with name deployer cannot be found."))
step("iam:CreateRole", lambda: iam.create_role(RoleName="deployer", Path="/ci/", AssumeRolePolicyDocument=trust, Tags=[{"Key": "team", "Value": "platform"}], MaxSessionDuration=7200),
     lambda a: a["Role"]["Arn"] == role_arn and a["Role"]["RoleId"].startswith("AROA") and a["Role"]["AssumeRolePolicyDocument"] == json.loads(trust))
step("iam:CreateRole again, in other case", lambda: iam.create_role(RoleName="Deployer", AssumeRolePolicyDocument=trust), error=("EntityAlreadyExists", 409, "already exists"), moto=False)
step("iam:CreateRole, no JSON", lambda: iam.create_role(RoleName="x", AssumeRolePolicyDocument="{"), error=("MalformedPolicyDocument", 400), moto=False)
step("iam:CreateRole, bad name", lambda: iam.create_role(RoleName="a b", AssumeRolePolicyDocument=trust), error=("ValidationError", 400, "roleName is invalid"), moto=False)
step("iam:GetRole", lambda: iam.get_role(RoleName="deployer"), lambda a: a["Role"]["MaxSessionDuration"] == 7200 and a["Role"]["Path"] == "/ci/" and a["Role"]["Tags"] == [{"Key": "team", "Value": "platform"}])
step("iam:PutRolePolicy", lambda: iam.put_role_policy(RoleName="deployer", PolicyName="read", PolicyDocument=policy("iam:GetRole", "s3:ListAllMyBuckets")))
step("iam:PutRolePolicy with a principal", lambda: iam.put_role_policy(RoleName="deployer", PolicyName="x", PolicyDocument=policy("s3:*", Principal="*")), error=("MalformedPolicyDocument", 400, "should not specify a principal"), moto=False)
step("iam:PutRolePolicy, too long", lambda: iam.put_role_policy(RoleName="deployer", PolicyName="x", PolicyDocument=policy(*[f"s3:Get{i:010}" for i in range(700)])), error=("LimitExceeded", 409, "Maximum policy size of 10240 bytes exceeded for role deployer"), moto=False)
step("iam:GetRolePolicy", lambda: iam.get_role_policy(RoleName="deployer", PolicyName="read"), lambda a: a["PolicyDocument"] == json.loads(policy("iam:GetRole", "s3:ListAllMyBuckets")))
step("iam:ListRolePolicies", lambda: iam.list_role_policies(RoleName="deployer"), {"PolicyNames": ["read"], "IsTruncated": False})
step("iam:AttachRolePolicy of AWS", lambda: iam.attach_role_policy(RoleName="deployer", PolicyArn="arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"))
step("iam:AttachRolePolicy, unknown", lambda: iam.attach_role_policy(RoleName="deployer", PolicyArn="arn:aws:iam::aws:policy/Nothing"), error=("NoSuchEntity", 404, "does not exist or is not attachable"))
step("iam:ListAttachedRolePolicies", lambda: iam.list_attached_role_policies(RoleName="deployer"), lambda a: [p["PolicyName"] for p in a["AttachedPolicies"]] == ["AmazonS3ReadOnlyAccess"])
step("iam:DetachRolePolicy", lambda: iam.detach_role_policy(RoleName="deployer", PolicyArn="arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"))
step("iam:DetachRolePolicy again", lambda: iam.detach_role_policy(RoleName="deployer", PolicyArn="arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"), error=("NoSuchEntity", 404))
step("iam:TagRole", lambda: iam.tag_role(RoleName="deployer", Tags=[{"Key": "env", "Value": "test"}]))
step("iam:ListRoleTags", lambda: iam.list_role_tags(RoleName="deployer"), lambda a: sorted(t["Key"] for t in a["Tags"]) == ["env", "team"])
step("iam:UntagRole", lambda: iam.untag_role(RoleName="deployer", TagKeys=["env"]))
step("iam:UpdateRole", lambda: iam.update_role(RoleName="deployer", Description="deploys", MaxSessionDuration=3600))
step("iam:CreatePolicy", lambda: iam.create_policy(PolicyName="limits", PolicyDocument=policy("*")), lambda a: a["Policy"]["Arn"] == f"arn:aws:iam::{account}:policy/limits" and a["Policy"]["DefaultVersionId"] == "v1")
limits = f"arn:aws:iam::{account}:policy/limits"
for number in range(2, 6):
    step(f"iam:CreatePolicyVersion {number}", lambda: iam.create_policy_version(PolicyArn=limits, PolicyDocument=policy("*"), SetAsDefault=number == 2), lambda a: a["PolicyVersion"]["VersionId"] == f"v{number}")
step("iam:CreatePolicyVersion 6", lambda: iam.create_policy_version(PolicyArn=limits, PolicyDocument=policy("*")), error=("LimitExceeded", 409))
step("iam:DeletePolicyVersion, the default", lambda: iam.delete_policy_version(PolicyArn=limits, VersionId="v2"), error=("DeleteConflict", 409))
step("iam:DeletePolicyVersion", lambda: iam.delete_policy_version(PolicyArn=limits, VersionId="v5"))
step("iam:GetPolicyVersion", lambda: iam.get_policy_version(PolicyArn=limits, VersionId="v2"), lambda a: a["PolicyVersion"]["IsDefaultVersion"] and a["PolicyVersion"]["Document"] == json.loads(policy("*")))
step("iam:PutRolePermissionsBoundary", lambda: iam.put_role_permissions_boundary(RoleName="deployer", PermissionsBoundary=limits))
step("iam:GetRole with its boundary", lambda: iam.get_role(RoleName="deployer"), lambda a: a["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"] == limits)
step("iam:DeletePolicy, in use", lambda: iam.delete_policy(PolicyArn=limits), error=("DeleteConflict", 409), moto=False)
for number in range(12):
    iam.create_role(RoleName=f"page-{number:02}", AssumeRolePolicyDocument=trust, Path="/pages/")
step("iam:ListRoles in pages", lambda: list(iam.get_paginator("list_roles").paginate(PathPrefix="/pages/", PaginationConfig={"PageSize": 5})),
     lambda pages: [len(p["Roles"]) for p in pages] == [5, 5, 2] and [r["RoleName"] for p in pages for r in p["Roles"]] == [f"page-{n:02}" for n in range(12)], moto=False)
step("iam:ListPolicies", lambda: iam.list_policies(Scope="Local"), lambda a: [p["PolicyName"] for p in a["Policies"]] == ["limits"])
step("iam:CreateAccountAlias", lambda: iam.create_account_alias(AccountAlias="team-alias"))
step("iam:ListAccountAliases", iam.list_account_aliases, {"AccountAliases": ["team-alias"]})
step("iam:GetAccountAuthorizationDetails", lambda: iam.get_account_authorization_details(Filter=["Role"]), lambda a: "deployer" in [r["RoleName"] for r in a["RoleDetailList"]])
step("iam:SimulatePrincipalPolicy", lambda: iam.simulate_principal_policy(PolicySourceArn=role_arn, ActionNames=["iam:GetRole", "iam:PutRolePolicy"]),
     lambda a: [r["EvalDecision"] for r in a["EvaluationResults"]] == ["allowed", "implicitDeny"], moto=False)

# assume, work, be refused
step("sts:AssumeRole, longer than the role allows", lambda: sts.assume_role(RoleArn=role_arn, RoleSessionName="tf", DurationSeconds=7200), error=("ValidationError", 400, "exceeds the MaxSessionDuration set for this role"), moto=False)
step("sts:AssumeRole of nobody", lambda: sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/nobody", RoleSessionName="tf"), error=("AccessDenied", 403, "is not authorized to perform: sts:AssumeRole on resource:"), moto=False)
step("sts:AssumeRole, bad name", lambda: sts.assume_role(RoleArn=role_arn, RoleSessionName="a b"), error=("ValidationError", 400), moto=False)
session = step("sts:AssumeRole", lambda: sts.assume_role(RoleArn=role_arn, RoleSessionName="tf", Tags=[{"Key": "run", "Value": "7"}], SourceIdentity="ann"),
               lambda a: a["AssumedRoleUser"]["Arn"] == f"arn:aws:sts::{account}:assumed-role/deployer/tf")
worker = keys_of(session)
as_role = run.client("iam", "us-east-1", worker)
step("sts:GetCallerIdentity as the role", run.client("sts", keys=worker).get_caller_identity, {"Arn": f"arn:aws:sts::{account}:assumed-role/deployer/tf"})
step("iam:GetRole as the role", lambda: as_role.get_role(RoleName="deployer"), lambda a: a["Role"]["RoleName"] == "deployer")
step("iam:PutRolePolicy refused", lambda: as_role.put_role_policy(RoleName="deployer", PolicyName="read", PolicyDocument=policy("*")),
     error=("AccessDenied", 403, f"User: arn:aws:sts::{account}:assumed-role/deployer/tf is not authorized to perform: iam:PutRolePolicy on resource: role deployer because no identity-based policy allows the iam:PutRolePolicy action"), moto=False)
step("cloudtrail:LookupEvents refused", run.client("cloudtrail", keys=worker).lookup_events, error=("AccessDeniedException", 400, "cloudtrail:LookupEvents because no identity-based policy allows"), moto=False)
step("sts:AssumeRole in a chain, two hours", lambda: run.client("sts", keys=worker).assume_role(RoleArn=role_arn, RoleSessionName="again", DurationSeconds=7200), error=("AccessDenied", 403), moto=False)
if target == "localaws":
    try:
        run.client("ec2", keys=worker).run_instances(ImageId="ami-1", MinCount=1, MaxCount=1, InstanceType="m5.large")
        message = ""
    except Exception as refused:
        message = str(refused)
    encoded = message.split("Encoded authorization failure message: ")[-1]
    step("ec2:RunInstances refused", lambda: message, lambda m: "(UnauthorizedOperation)" in m and "ec2:RunInstances on resource: arn:aws:ec2:eu-west-1:" in m and 350 < len(encoded) < 1700)
    step("sts:DecodeAuthorizationMessage", lambda: json.loads(sts.decode_authorization_message(EncodedMessage=encoded)["DecodedMessage"]),
         lambda d: d["allowed"] is False and d["context"]["action"] == "ec2:RunInstances" and d["context"]["principal"]["arn"].endswith("assumed-role/deployer/tf"))
    step("sts:DecodeAuthorizationMessage refused", lambda: run.client("sts", keys=worker).decode_authorization_message(EncodedMessage=encoded), error=("AccessDenied", 403, "sts:DecodeAuthorizationMessage"))
    step("sts:DecodeAuthorizationMessage of rubbish", lambda: sts.decode_authorization_message(EncodedMessage="abcd"), error=("InvalidAuthorizationMessageException", 400))
step("iam:PutRolePolicy elevates the session", lambda: iam.put_role_policy(RoleName="deployer", PolicyName="admin", PolicyDocument=policy("*")))
step("iam:ListRoles as the elevated role", lambda: as_role.list_roles(MaxItems=1), {"IsTruncated": True})
step("iam:DeleteRolePolicy lowers it", lambda: iam.delete_role_policy(RoleName="deployer", PolicyName="admin"))
step("iam:ListRoles refused again", as_role.list_roles, error=("AccessDenied", 403), moto=False)
step("sts:GetSessionToken", sts.get_session_token, lambda a: a["Credentials"]["AccessKeyId"].startswith("ASIA"), moto=False)

# S3
step("s3:CreateBucket without its region", lambda: s3.create_bucket(Bucket="logs-of-team"), error=("IllegalLocationConstraintException", 400))
step("s3:CreateBucket of another region", lambda: s3.create_bucket(Bucket="logs-of-team", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"}), error=("IllegalLocationConstraintException", 400))
step("s3:CreateBucket", lambda: s3.create_bucket(Bucket="logs-of-team", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}))
step("s3:CreateBucket again", lambda: s3.create_bucket(Bucket="logs-of-team", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}), error=("BucketAlreadyOwnedByYou", 409))
step("s3:CreateBucket, us-east-1 named", lambda: s3_us.create_bucket(Bucket="us-of-team", CreateBucketConfiguration={"LocationConstraint": "us-east-1"}), error=("InvalidLocationConstraint", 400))
step("s3:HeadBucket", lambda: s3.head_bucket(Bucket="logs-of-team"), lambda a: a["BucketRegion"] == "eu-west-1", moto=False)
step("s3:GetBucketLocation", lambda: s3.get_bucket_location(Bucket="logs-of-team"), {"LocationConstraint": "eu-west-1"})
step("s3:HeadBucket from elsewhere is redirected", lambda: run.client("s3", "eu-north-1").list_objects_v2(Bucket="logs-of-team"), {"KeyCount": 0})
step("s3:GetPublicAccessBlock of a new bucket", lambda: s3.get_public_access_block(Bucket="logs-of-team"), lambda a: all(a["PublicAccessBlockConfiguration"].values()), moto=False)
step("s3:GetBucketOwnershipControls of a new bucket", lambda: s3.get_bucket_ownership_controls(Bucket="logs-of-team"), lambda a: a["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}], moto=False)
step("s3:GetBucketPolicy, none", lambda: s3.get_bucket_policy(Bucket="logs-of-team"), error=("NoSuchBucketPolicy", 404))
step("s3:PutBucketVersioning", lambda: s3.put_bucket_versioning(Bucket="logs-of-team", VersioningConfiguration={"Status": "Enabled"}))
step("s3:GetBucketVersioning", lambda: s3.get_bucket_versioning(Bucket="logs-of-team"), {"Status": "Enabled"})
step("s3:PutBucketLifecycleConfiguration", lambda: s3.put_bucket_lifecycle_configuration(Bucket="logs-of-team", LifecycleConfiguration={"Rules": [{"ID": "a", "Status": "Enabled", "Filter": {"Prefix": ""}, "Transitions": [{"Days": 90, "StorageClass": "GLACIER"}]}]}))
step("s3:GetBucketLifecycleConfiguration", lambda: s3.get_bucket_lifecycle_configuration(Bucket="logs-of-team"), lambda a: a["Rules"][0]["Transitions"] == [{"Days": 90, "StorageClass": "GLACIER"}])
step("s3:PutBucketTagging", lambda: s3.put_bucket_tagging(Bucket="logs-of-team", Tagging={"TagSet": [{"Key": "a", "Value": "b"}]}))
step("s3:GetBucketTagging", lambda: s3.get_bucket_tagging(Bucket="logs-of-team"), {"TagSet": [{"Key": "a", "Value": "b"}]})
step("s3:PutObject", lambda: s3.put_object(Bucket="logs-of-team", Key="a b/ü.txt", Body=b"hello", ContentType="text/plain", Metadata={"who": "me"}), lambda a: a["ETag"] == '"5d41402abc4b2a76b9719d911017c592"' and a["VersionId"])
for algorithm in ("CRC32", "SHA1", "SHA256"):
    step(f"s3:PutObject {algorithm}", lambda: s3.put_object(Bucket="logs-of-team", Key=f"sums/{algorithm}", Body=b"hello", ChecksumAlgorithm=algorithm), lambda a: a[f"Checksum{algorithm}"])
step("s3:PutObject, streamed in signed chunks", lambda: run.client("s3", s3={"payload_signing_enabled": True}).put_object(Bucket="logs-of-team", Key="sums/signed", Body=b"x" * 100_000), lambda a: a["ETag"])
step("s3:GetObject", lambda: s3.get_object(Bucket="logs-of-team", Key="a b/ü.txt"), lambda a: a["Body"].read() == b"hello" and a["Metadata"] == {"who": "me"} and a["ContentType"] == "text/plain")
step("s3:GetObject, a range", lambda: s3.get_object(Bucket="logs-of-team", Key="a b/ü.txt", Range="bytes=1-3"), lambda a: a["Body"].read() == b"ell" and a["ContentRange"] == "bytes 1-3/5")
step("s3:GetObject if changed", lambda: s3.get_object(Bucket="logs-of-team", Key="a b/ü.txt", IfMatch='"no"'), error=("PreconditionFailed", 412))
step("s3:GetObject, none", lambda: s3.get_object(Bucket="logs-of-team", Key="none"), error=("NoSuchKey", 404, "The specified key does not exist."))
step("s3:HeadObject", lambda: s3.head_object(Bucket="logs-of-team", Key="a b/ü.txt"), {"ContentLength": 5})
step("s3:presigned URL", lambda: urllib.request.urlopen(run.client("s3", signature_version="s3v4").generate_presigned_url("get_object", Params={"Bucket": "logs-of-team", "Key": "a b/ü.txt"})).read(), lambda body: body == b"hello")
step("s3:CopyObject", lambda: s3.copy_object(Bucket="logs-of-team", Key="copy", CopySource={"Bucket": "logs-of-team", "Key": "a b/ü.txt"}), lambda a: a["CopyObjectResult"]["ETag"] == '"5d41402abc4b2a76b9719d911017c592"')
step("s3:ListObjectsV2 by folders", lambda: s3.list_objects_v2(Bucket="logs-of-team", Delimiter="/"), lambda a: [p["Prefix"] for p in a["CommonPrefixes"]] == ["a b/", "sums/"] and [c["Key"] for c in a["Contents"]] == ["copy"])
step("s3:ListObjectsV2 in pages", lambda: [o["Key"] for p in s3.get_paginator("list_objects_v2").paginate(Bucket="logs-of-team", PaginationConfig={"PageSize": 2}) for o in p["Contents"]],
     lambda keys: keys == ["a b/ü.txt", "copy", "sums/CRC32", "sums/SHA1", "sums/SHA256", "sums/signed"])
step("s3:ListObjectsV2 after a key", lambda: s3.list_objects_v2(Bucket="logs-of-team", Prefix="sums/", StartAfter="sums/SHA1", MaxKeys=1), lambda a: [c["Key"] for c in a["Contents"]] == ["sums/SHA256"] and a["IsTruncated"])
step("s3:ListObjects", lambda: s3.list_objects(Bucket="logs-of-team", Marker="copy"), lambda a: a["Contents"][0]["Key"] == "sums/CRC32")
upload = step("s3:CreateMultipartUpload", lambda: s3.create_multipart_upload(Bucket="logs-of-team", Key="parts"), lambda a: a["UploadId"])
parts = [s3.upload_part(Bucket="logs-of-team", Key="parts", UploadId=upload["UploadId"], PartNumber=n, Body=b"x" * size)["ETag"] for n, size in ((1, 5 * 1024 * 1024), (2, 3))]
step("s3:CompleteMultipartUpload", lambda: s3.complete_multipart_upload(Bucket="logs-of-team", Key="parts", UploadId=upload["UploadId"], MultipartUpload={"Parts": [{"PartNumber": i + 1, "ETag": e} for i, e in enumerate(parts)]}), lambda a: a["ETag"].endswith('-2"'))
step("s3:DeleteObject makes a marker", lambda: s3.delete_object(Bucket="logs-of-team", Key="copy"), {"DeleteMarker": True})
step("s3:ListObjectVersions", lambda: s3.list_object_versions(Bucket="logs-of-team", Prefix="copy"), lambda a: len(a["Versions"]) == 1 and a["DeleteMarkers"][0]["IsLatest"])
step("s3:DeleteObjects", lambda: s3.delete_objects(Bucket="logs-of-team", Delete={"Objects": [{"Key": "sums/CRC32"}, {"Key": "sums/SHA1"}]}), lambda a: len(a["Deleted"]) == 2)
step("s3:DeleteBucket, not empty", lambda: s3.delete_bucket(Bucket="logs-of-team"), error=("BucketNotEmpty", 409))
step("s3:PutBucketPolicy, no policy", lambda: s3.put_bucket_policy(Bucket="logs-of-team", Policy="x"), error=("MalformedPolicy", 400), moto=False)
step("s3:PutBucketPolicy, public", lambda: s3.put_bucket_policy(Bucket="logs-of-team", Policy=policy("s3:GetObject", resource="arn:aws:s3:::logs-of-team/*", Principal="*")), error=("AccessDenied", 403, "BlockPublicPolicy"), moto=False)
step("s3:PutObject refused", lambda: run.client("s3", keys=worker).put_object(Bucket="logs-of-team", Key="k", Body=b""),
     error=("AccessDenied", 403, f'User: arn:aws:sts::{account}:assumed-role/deployer/tf is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::logs-of-team/k" because no identity-based policy allows the s3:PutObject action'), moto=False)
step("s3:HeadBucket refused", lambda: run.client("s3", keys=worker).head_bucket(Bucket="logs-of-team"), error=("403", 403), moto=False)
step("s3:ExpectedBucketOwner", lambda: s3.get_bucket_policy(Bucket="logs-of-team", ExpectedBucketOwner="999988887777"), error=("AccessDenied", 403), moto=False)
locked = lambda: s3.create_bucket(Bucket="locked-of-team", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}, ObjectLockEnabledForBucket=True)
step("s3:CreateBucket with Object Lock", locked)
step("s3:PutObjectLockConfiguration", lambda: s3.put_object_lock_configuration(Bucket="locked-of-team", ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}}))
kept = step("s3:PutObject that is kept", lambda: s3.put_object(Bucket="locked-of-team", Key="k", Body=b"1"), lambda a: a["VersionId"])
step("s3:DeleteObject of a kept version", lambda: s3.delete_object(Bucket="locked-of-team", Key="k", VersionId=kept["VersionId"]), error=("AccessDenied", 403))
step("s3:DeleteObject, bypassing", lambda: s3.delete_object(Bucket="locked-of-team", Key="k", VersionId=kept["VersionId"], BypassGovernanceRetention=True))

# CloudTrail
trail = f"arn:aws:cloudtrail:eu-west-1:{account}:trail/audit"
step("cloudtrail:CreateTrail, bad name", lambda: trails.create_trail(Name="a--b", S3BucketName="logs-of-team"), error=("InvalidTrailNameException", 400), moto=False)
step("cloudtrail:CreateTrail, no bucket", lambda: trails.create_trail(Name="audit", S3BucketName="missing-of-team"), error=("S3BucketDoesNotExistException", 400))
step("cloudtrail:CreateTrail, no policy", lambda: trails.create_trail(Name="audit", S3BucketName="logs-of-team"), error=("InsufficientS3BucketPolicyException", 400, "Incorrect S3 bucket policy is detected for bucket: logs-of-team"), moto=False)
service = {"Principal": {"Service": "cloudtrail.amazonaws.com"}}
bucket_policy = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::logs-of-team", **service, "Condition": {"StringEquals": {"aws:SourceArn": trail}}},
    {"Effect": "Allow", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::logs-of-team/pre/AWSLogs/{account}/*", **service, "Condition": {"StringEquals": {"aws:SourceArn": trail, "s3:x-amz-acl": "bucket-owner-full-control"}}}]})
step("s3:PutBucketPolicy", lambda: s3.put_bucket_policy(Bucket="logs-of-team", Policy=bucket_policy))
step("s3:GetBucketPolicyStatus", lambda: s3.get_bucket_policy_status(Bucket="logs-of-team"), lambda a: a["PolicyStatus"]["IsPublic"] is False, moto=False)
step("cloudtrail:CreateTrail, wrong prefix", lambda: trails.create_trail(Name="audit", S3BucketName="logs-of-team", S3KeyPrefix="other"), error=("InsufficientS3BucketPolicyException", 400), moto=False)
step("cloudtrail:CreateTrail", lambda: trails.create_trail(Name="audit", S3BucketName="logs-of-team", S3KeyPrefix="pre", IsMultiRegionTrail=True, EnableLogFileValidation=True, TagsList=[{"Key": "a", "Value": "b"}]),
     {"TrailARN": trail, "LogFileValidationEnabled": True, "IsMultiRegionTrail": True})
step("cloudtrail:CreateTrail again", lambda: trails.create_trail(Name="audit", S3BucketName="logs-of-team", S3KeyPrefix="pre"), error=("TrailAlreadyExistsException", 400), moto=False)
step("cloudtrail:DescribeTrails", trails.describe_trails, lambda a: [t["TrailARN"] for t in a["trailList"]] == [trail] and a["trailList"][0]["HomeRegion"] == "eu-west-1")
step("cloudtrail:DescribeTrails, shadows", history.describe_trails, lambda a: [t["HomeRegion"] for t in a["trailList"]] == ["eu-west-1"])
step("cloudtrail:ListTrails", trails.list_trails, lambda a: [t["Name"] for t in a["Trails"]] == ["audit"])
step("cloudtrail:ListTags", lambda: trails.list_tags(ResourceIdList=[trail]), lambda a: a["ResourceTagList"][0]["TagsList"] == [{"Key": "a", "Value": "b"}])
step("cloudtrail:GetTrailStatus, not started", lambda: trails.get_trail_status(Name="audit"), {"IsLogging": False})
step("cloudtrail:GetTrailStatus, unknown", lambda: trails.get_trail_status(Name="nothing"), error=("TrailNotFoundException", 400))
step("cloudtrail:UpdateTrail from elsewhere", lambda: history.update_trail(Name=trail, S3BucketName="logs-of-team"), error=("InvalidHomeRegionException", 400), moto=False)
step("cloudtrail:GetEventSelectors of a new trail", lambda: trails.get_event_selectors(TrailName="audit"), lambda a: a["EventSelectors"] == [{"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [], "ExcludeManagementEventSources": []}], moto=False)
step("cloudtrail:PutEventSelectors, an asterisk", lambda: trails.put_event_selectors(TrailName="audit", EventSelectors=[{"ReadWriteType": "All", "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::*"]}]}]), error=("InvalidEventSelectorsException", 400), moto=False)
fields = [{"Field": "eventCategory", "Equals": ["Management"]}]
step("cloudtrail:PutEventSelectors", lambda: trails.put_event_selectors(TrailName="audit", AdvancedEventSelectors=[{"Name": "all", "FieldSelectors": fields}]), lambda a: a["AdvancedEventSelectors"][0]["FieldSelectors"] == fields)
step("cloudtrail:GetInsightSelectors, none", lambda: trails.get_insight_selectors(TrailName="audit"), error=("InsightNotEnabledException", 400), moto=False)
step("cloudtrail:StartLogging", lambda: trails.start_logging(Name="audit"))
step("cloudtrail:GetTrailStatus", lambda: trails.get_trail_status(Name="audit"), {"IsLogging": True})
step("cloudtrail:ListPublicKeys", trails.list_public_keys, lambda a: len(a["PublicKeyList"][0]["Value"]) == 270, moto=False)
lookup = lambda key, value, client=history: client.lookup_events(LookupAttributes=[{"AttributeKey": key, "AttributeValue": value}])["Events"]
step("cloudtrail:LookupEvents by name", lambda: lookup("EventName", "CreateRole"), lambda e: len(e) == 16 and json.loads(e[-1]["CloudTrailEvent"])["requestParameters"]["roleName"] == "deployer", moto=False)
step("cloudtrail:LookupEvents of a session", lambda: lookup("AccessKeyId", worker[0]), lambda e: {x["Username"] for x in e} == {"tf"}, moto=False)
step("cloudtrail:LookupEvents, the issuer", lambda: json.loads(lookup("AccessKeyId", worker[0])[0]["CloudTrailEvent"])["userIdentity"]["sessionContext"],
     lambda c: c["sessionIssuer"]["arn"] == role_arn and c["sourceIdentity"] == "ann", moto=False)
step("cloudtrail:LookupEvents of the role", lambda: lookup("ResourceName", role_arn, trails), lambda e: [x["EventName"] for x in e] == ["AssumeRole"], moto=False)
step("cloudtrail:LookupEvents, errors too", lambda: [json.loads(e["CloudTrailEvent"]) for e in lookup("EventName", "PutRolePolicy")], lambda e: any(x.get("errorCode") == "AccessDenied" for x in e), moto=False)
step("cloudtrail:LookupEvents has no data events", lambda: lookup("EventName", "PutObject", trails), lambda e: e == [], moto=False)
step("cloudtrail:LookupEvents in pages", lambda: [e["EventId"] for p in history.get_paginator("lookup_events").paginate(PaginationConfig={"PageSize": 7}) for e in p["Events"]], lambda ids: len(ids) == len(set(ids)) > 40, moto=False)
step("cloudtrail:LookupEvents, two attributes", lambda: history.lookup_events(LookupAttributes=[{"AttributeKey": "EventName", "AttributeValue": "a"}] * 2), error=("InvalidLookupAttributesException", 400), moto=False)
step("cloudtrail:LookupEvents, 51", lambda: history.lookup_events(MaxResults=51), error=("InvalidMaxResultsException", 400), moto=False)
step("cloudtrail:LookupEvents, end before start", lambda: history.lookup_events(StartTime=time.time(), EndTime=time.time() - 60), error=("InvalidTimeRangeException", 400), moto=False)

# What stands around a trail, and is not here
logs, topics, organizations = run.client("logs"), run.client("sns"), run.client("organizations", "us-east-1")
step("cloudtrail:PutEventConfiguration", lambda: trails.put_event_configuration(TrailName="audit", AggregationConfigurations=[{"EventCategory": "Data", "Templates": ["USER_ACTIONS"]}]), {"TrailARN": trail}, moto=False)
step("cloudtrail:GetEventConfiguration", lambda: trails.get_event_configuration(TrailName=trail), {"AggregationConfigurations": [{"Templates": ["USER_ACTIONS"], "EventCategory": "Data"}]}, moto=False)
store = f"arn:aws:cloudtrail:eu-west-1:{account}:eventdatastore/12345678-1234-1234-1234-123456789012"
for operation in (trails.get_event_data_store, trails.update_event_data_store, trails.stop_event_data_store_ingestion, trails.delete_event_data_store):
    step(f"cloudtrail:{operation.__name__}", lambda: operation(EventDataStore=store), error=("EventDataStoreNotFoundException", 400), moto=False)
step("logs:PutRetentionPolicy", lambda: logs.put_retention_policy(logGroupName="audit", retentionInDays=1), error=("ResourceNotFoundException", 400, "The specified log group does not exist."))
step("logs:DeleteRetentionPolicy", lambda: logs.delete_retention_policy(logGroupName="audit"), error=("ResourceNotFoundException", 400))
step("logs:DeleteLogStream", lambda: logs.delete_log_stream(logGroupName="audit", logStreamName="s"), error=("ResourceNotFoundException", 400))
step("logs:DeleteLogGroup", lambda: logs.delete_log_group(logGroupName="audit"), error=("ResourceNotFoundException", 400))
topic = f"arn:aws:sns:eu-west-1:{account}:audit"
step("sns:SetTopicAttributes", lambda: topics.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue="{}"), error=("NotFound", 404, "Topic does not exist"))
step("sns:DeleteTopic", lambda: topics.delete_topic(TopicArn=topic), error=("NotFound", 404), moto=False)
step("sns:Unsubscribe", lambda: topics.unsubscribe(SubscriptionArn=topic + ":1"), error=("NotFound", 404), moto=False)
step("sns:DeleteTopic refused", lambda: run.client("sns", keys=worker).delete_topic(TopicArn=topic), error=("AuthorizationError", 403, f"assumed-role/deployer/tf is not authorized to perform: SNS:DeleteTopic on resource: {topic}"), moto=False)
step("organizations:DescribeOrganization", organizations.describe_organization, error=("AWSOrganizationsNotInUseException", 400, "Your account is not a member of an organization."))
step("organizations:LeaveOrganization", organizations.leave_organization, error=("AWSOrganizationsNotInUseException", 400), moto=False)

if target == "localaws":
    # Two hours later there are logs and digests in the bucket.
    step("iam:TagRole, for the log", lambda: iam.tag_role(RoleName="deployer", Tags=[{"Key": "logged", "Value": "yes"}]))
    admin("clock", {"AdvanceSeconds": 7300})
    step("cloudtrail:GetTrailStatus after two hours", lambda: trails.get_trail_status(Name="audit"), lambda a: a["LatestDeliveryTime"] and a["LatestDigestDeliveryTime"] and "LatestDeliveryError" not in a)
    logs = lambda kind: [o["Key"] for p in s3.get_paginator("list_objects_v2").paginate(Bucket="logs-of-team", Prefix=f"pre/AWSLogs/{account}/{kind}/") for o in p.get("Contents", [])]
    step("the log holds the event", lambda: [r for k in logs("CloudTrail") for r in json.loads(gzip.decompress(s3.get_object(Bucket="logs-of-team", Key=k)["Body"].read()))["Records"]],
         lambda records: any(r["eventName"] == "TagRole" and r["requestParameters"] == {"roleName": "deployer", "tags": [{"key": "logged", "value": "yes"}]} for r in records))
    step("digests are there", lambda: logs("CloudTrail-Digest"), lambda keys: len([k for k in keys if "/eu-west-1/" in k]) == 2 and len([k for k in keys if "/us-east-1/" in k]) == 2)
    step("the session has ended", run.client("sts", keys=worker).get_caller_identity, error=("ExpiredToken", 403, "The security token included in the request is expired"))
    step("s3:the session has ended", run.client("s3", keys=worker).list_buckets, error=("ExpiredToken", 400))
    step("cloudtrail:the session has ended", run.client("cloudtrail", keys=worker).list_trails, error=("ExpiredTokenException", 400))

# and it all goes away
step("cloudtrail:StopLogging", lambda: trails.stop_logging(Name="audit"))
step("cloudtrail:DeleteTrail", lambda: trails.delete_trail(Name="audit"))
step("cloudtrail:GetTrail, gone", lambda: trails.get_trail(Name="audit"), error=("TrailNotFoundException", 400))
step("iam:DeleteRole, with policies", lambda: iam.delete_role(RoleName="deployer"), error=("DeleteConflict", 409))
step("iam:DeleteRolePolicy", lambda: iam.delete_role_policy(RoleName="deployer", PolicyName="read"))
step("iam:DeleteRolePolicy, none", lambda: iam.delete_role_policy(RoleName="deployer", PolicyName="read"), error=("NoSuchEntity", 404))
step("iam:DeleteRolePermissionsBoundary", lambda: iam.delete_role_permissions_boundary(RoleName="deployer"))
step("iam:DeleteRole", lambda: iam.delete_role(RoleName="deployer"))
step("sts:AssumeRole of the deleted", lambda: sts.assume_role(RoleArn=role_arn, RoleSessionName="tf"), error=("AccessDenied", 403), moto=False)
step("iam:CreateServiceLinkedRole", lambda: iam.create_service_linked_role(AWSServiceName="cloudtrail.amazonaws.com"), lambda a: a["Role"]["Path"] == "/aws-service-role/cloudtrail.amazonaws.com/")
step("iam:PutRolePolicy, service-linked", lambda: iam.put_role_policy(RoleName="AWSServiceRoleForCloudtrail", PolicyName="x", PolicyDocument=policy("*")), error=("UnmodifiableEntity", 400), moto=False)
