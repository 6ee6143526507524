namespace TrailOps;

/// <summary>Why no guardrail can be made. The names are the error ids.</summary>
internal enum GuardrailProblem
{
    /// <summary>What should be a trail's ARN is none.</summary>
    GuardrailTrailNotArn,

    /// <summary>No bucket, or none that can be.</summary>
    GuardrailBucketInvalid,

    /// <summary>What should be a key's ARN is none.</summary>
    GuardrailKeyNotArn,

    /// <summary>What should be the ARN of a log group or a topic is none.</summary>
    GuardrailTargetNotArn,

    /// <summary>An ARN of another partition than the trail's.</summary>
    GuardrailPartitionsDiffer,

    /// <summary>A break-glass principal that is a session: it is there for hours, the guardrail for years.</summary>
    BreakGlassIsSession,

    /// <summary>A break-glass principal that lets in who should be kept out.</summary>
    BreakGlassTooWide,

    /// <summary>A break-glass principal that is no role.</summary>
    BreakGlassNotRole,

    /// <summary>So many principals that AWS does not take the policy.</summary>
    GuardrailTooLarge,
}
