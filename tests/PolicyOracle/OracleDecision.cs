namespace TrailOps.PolicyOracle;

public enum OracleDecision
{
    Allowed,
    ImplicitDeny,
    ExplicitDeny,
}
