using System.Management.Automation;
using TrailOps.Actions;

namespace TrailOps.Cmdlets;

/// <summary>What the reader of policies made from events has to know before using them.</summary>
internal sealed class RolePolicyWarnings(Cmdlet cmdlet)
{
    public void Write(IReadOnlyList<TrailOps.RolePolicy> policies)
    {
        var first = policies.Where(policy => policy.Part == 1).ToList();
        WarnOfEmpty([.. policies.Where(policy => policy.Document.Statement.Count == 0)]);
        WarnOfUnmapped([.. first.SelectMany(policy => policy.Unmapped)]);
        WarnOfRemarks([.. first.SelectMany(policy => policy.Remarks)]);
        foreach (var policy in first)
        {
            WarnOfRole(policy);
        }

        foreach (var policy in policies)
        {
            TellSize(policy);
        }
    }

    private void WarnOfEmpty(List<TrailOps.RolePolicy> policies)
    {
        if (policies.Count > 0)
        {
            cmdlet.WriteWarning(
                $"No event counts towards a permission of {Listed(policies.Select(policy => policy.RoleArn))}: "
                + "a policy without a statement is none that IAM takes.");
        }
    }

    private void WarnOfUnmapped(List<RolePolicyUnmapped> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        var unknown = events.Where(e => e.Kind == EventActionKind.Unmapped).ToList();
        var names = unknown.Count == 0 ? "" : $" ({Listed(unknown.Select(e => EventName.ForMessage($"{e.EventSource}:{e.EventName}")))})";
        cmdlet.WriteWarning(
            $"{events.Count} kinds of events add nothing to a policy: {events.Count - unknown.Count} need no permission, "
            + $"{unknown.Count} have no known IAM action{names}. The property Unmapped tells the reasons.");
    }

    private void WarnOfRemarks(List<RolePolicyRemark> remarks)
    {
        Warn(RolePolicyRemarkKind.ResourceUnknown, "Allowed on more than was used, since the records do not tell the resource");
        Warn(RolePolicyRemarkKind.ResourceFolded, "Allowed on more than was used, since there are more resources than -MaxResource");
        Warn(RolePolicyRemarkKind.RoleUnknown, "Every role may be passed, since no event tells which roles are in an instance profile or a task definition");
        Warn(RolePolicyRemarkKind.TemplateUnknown, "Not allowed though it may be needed: what launch templates ask for that no event tells of");
        Warn(RolePolicyRemarkKind.ServiceUnknown, "The role may be passed to any service, since AWS does not say to which it is");
        Warn(RolePolicyRemarkKind.RequestOmitted, "May need more than is allowed, since CloudTrail left the request out");
        Warn(RolePolicyRemarkKind.NotGrantable, "Left out, since it was denied, or refused by a policy that is not the role's own, and allowing it would not help");
        Warn(RolePolicyRemarkKind.KeyUnknown, "Not allowed though it may be needed: what services do with KMS keys that the records do not show");

        void Warn(RolePolicyRemarkKind kind, string what)
        {
            var actions = remarks.Where(remark => remark.Kind == kind).Select(remark => remark.Action).Distinct(StringComparer.Ordinal).ToList();
            if (actions.Count > 0)
            {
                cmdlet.WriteWarning($"{what}: {Listed(actions)}. The property Remarks tells more.");
            }
        }
    }

    /// <summary>Some roles' policies are not for their account to change.</summary>
    private void WarnOfRole(TrailOps.RolePolicy policy)
    {
        if (policy.RoleArn.Contains(":role/aws-service-role/", StringComparison.Ordinal))
        {
            cmdlet.WriteWarning($"{policy.RoleArn} is a service-linked role: AWS sets its policy, and no other can be put onto it.");
        }
        else if (policy.RoleArn.Contains(":role/aws-reserved/sso.amazonaws.com/", StringComparison.Ordinal))
        {
            cmdlet.WriteWarning($"{policy.RoleArn} belongs to a permission set of IAM Identity Center: put the policy there, a change of the role is undone.");
        }
    }

    private void TellSize(TrailOps.RolePolicy policy)
    {
        var name = policy.PartCount == 1 ? policy.RoleArn : $"{policy.RoleArn}, part {policy.Part} of {policy.PartCount}";
        if (!policy.FitsInline)
        {
            cmdlet.WriteWarning(
                $"The policy of {name} has {policy.Size} characters, and IAM takes {TrailOps.RolePolicy.InlineLimit} as inline policies of a role and "
                + $"{TrailOps.RolePolicy.ManagedLimit} as a managed policy. -SplitSize {TrailOps.RolePolicy.ManagedLimit} makes several, -UseWildcard and a smaller -MaxResource make it shorter.");
        }
        else
        {
            cmdlet.WriteVerbose(
                $"{name}: {policy.Counts}; {policy.Document.Statement.Count} statements of {policy.Size} characters: fits as an inline policy"
                + (policy.FitsManaged ? " and as a managed policy." : $", and is over the {TrailOps.RolePolicy.ManagedLimit} of a managed policy."));
        }
    }

    private static string Listed(IEnumerable<string> texts)
    {
        const int Most = 5;
        var distinct = texts.Distinct(StringComparer.Ordinal).ToList();
        return string.Join(", ", distinct.Take(Most)) + (distinct.Count > Most ? $" and {distinct.Count - Most} more" : "");
    }
}
