namespace TrailOps;

/// <summary>
/// How far an action reaches, in the words of the Service Authorization Reference:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
/// </summary>
public enum IamAccessLevel
{
    /// <summary>Sees that resources exist, without their contents.</summary>
    List,

    /// <summary>Reads contents and attributes.</summary>
    Read,

    /// <summary>Creates, changes or deletes resources.</summary>
    Write,

    /// <summary>Grants or changes permissions (AWS writes "Permissions management").</summary>
    PermissionsManagement,

    /// <summary>Only changes tags.</summary>
    Tagging,
}
